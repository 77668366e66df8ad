# The explorer and the command line, for docker-compose.yml.
FROM python:3.11-slim

# The case folder that is mounted belongs to a person on the host: give that person's id with --build-arg UID=…
ARG UID=1000
RUN useradd --uid "${UID}" --create-home graphintel

WORKDIR /opt/graphintel
COPY pyproject.toml constraints.txt README.md ./
COPY graphintel graphintel
COPY ingest ingest
COPY app app
COPY cypher cypher
RUN pip install --no-cache-dir -c constraints.txt .

USER graphintel
WORKDIR /home/graphintel
EXPOSE 8501
ENTRYPOINT ["graphintel"]
CMD ["--help"]
