# The explorer and the command line, for docker-compose.yml.
FROM python:3.11-slim

# Reads print in the pictures of exports, in the languages of the case; without it only QR codes are read.
RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-eng tesseract-ocr-chi-sim \
        tesseract-ocr-chi-tra tesseract-ocr-tha tesseract-ocr-vie tesseract-ocr-msa tesseract-ocr-ind tesseract-ocr-fil \
    && rm -rf /var/lib/apt/lists/*

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
