// The network as a picture: drawn on a canvas from columns, so that no name ever becomes HTML.
import Graph from "graphology";
import Sigma from "sigma";

const EDGE = "#b8b8b8";
const FAINT = "#e4e4e4";
const CHOSEN = "#d62728";

function build(data) {
  const graph = new Graph({ type: "undirected", multi: false });
  const { nodes, edges } = data;
  nodes.id.forEach((id, i) =>
    graph.addNode(id, {
      x: nodes.x[i],
      y: nodes.y[i],
      size: nodes.size[i],
      color: nodes.color[i],
      label: nodes.label[i],
    }),
  );
  edges.source.forEach((source, i) => {
    const target = edges.target[i];
    if (graph.hasNode(source) && graph.hasNode(target) && !graph.hasEdge(source, target)) {
      graph.addEdge(source, target, { size: edges.width[i], color: EDGE });
    }
  });
  return graph;
}

// A label stands on the right of its dot, as sigma draws it, but on the left where it would leave the picture.
function drawLabel(context, node, settings) {
  if (!node.label) return;
  context.fillStyle = settings.labelColor.color || "#000";
  context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
  const width = context.measureText(node.label).width;
  const edge = context.canvas.clientWidth || context.canvas.width;
  const right = node.x + node.size + 3;
  const x = right + width <= edge ? right : Math.max(2, node.x - node.size - 3 - width);
  context.fillText(node.label, x, node.y + settings.labelSize / 3);
}

function start(root, data, setStateValue) {
  const graph = build(data);
  const view = { hovered: null, selected: new Set(data.selected || []), graph };
  const near = (node) => view.hovered === null || node === view.hovered || graph.areNeighbors(node, view.hovered);
  view.sigma = new Sigma(graph, root, {
    allowInvalidContainer: true,
    stagePadding: 70,
    labelRenderedSizeThreshold: 7,
    defaultDrawNodeLabel: drawLabel,
    labelFont: "system-ui, 'Noto Sans', 'Noto Sans CJK SC', 'Noto Sans Thai', sans-serif",
    nodeReducer: (node, given) => ({
      ...given,
      color: view.selected.has(node) ? CHOSEN : near(node) ? given.color : FAINT,
      highlighted: view.selected.has(node),
      forceLabel: view.selected.has(node),
      label: near(node) ? given.label : "",
    }),
    edgeReducer: (edge, given) => ({
      ...given,
      hidden: view.hovered !== null && !graph.extremities(edge).includes(view.hovered),
    }),
  });
  view.sigma.on("enterNode", ({ node }) => ((view.hovered = node), view.sigma.refresh()));
  view.sigma.on("leaveNode", () => ((view.hovered = null), view.sigma.refresh()));
  const choose = (nodes) => {
    view.selected = new Set(nodes);
    view.sigma.refresh();
    setStateValue("selected", [...view.selected]);
  };
  view.sigma.on("clickNode", ({ node, event }) => {
    const more = event.original.shiftKey || event.original.ctrlKey || event.original.metaKey;
    const next = new Set(more ? view.selected : []);
    next.has(node) ? next.delete(node) : next.add(node);
    choose(next);
  });
  view.sigma.on("clickStage", () => choose([]));
  return view;
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector("#graph-view");
  if (!data || !root) return;
  if (root.dataset.version !== data.version) {
    root.view?.sigma.kill();
    root.dataset.version = data.version;
    try {
      root.view = start(root, data, setStateValue);
    } catch {
      root.textContent = data.no_webgl; // textContent: never read as HTML
    }
  }
  return () => {
    if (!root.isConnected) {
      root.view?.sigma.kill();
      delete root.dataset.version;
    }
  };
}
