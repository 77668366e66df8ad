#!/usr/bin/env bash
# Installs what the tests and the demo's pages need from the system: only as root on Debian or Ubuntu; elsewhere it names it.
# Usage: scripts/system_packages.sh [fonts] [browser] [java] [ocr]
set -euo pipefail

missing=()
for what in "$@"; do
  case "$what" in
    fonts)
      for package in fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji; do
        dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
      done
      ;;
    ocr)
      for package in tesseract-ocr tesseract-ocr-{eng,chi-sim,chi-tra,tha,vie,msa,ind,fil}; do
        dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
      done
      ;;
    browser) command -v chromium >/dev/null 2>&1 || missing+=(chromium) ;;
    java)
      command -v java >/dev/null 2>&1 || missing+=(openjdk-17-jre-headless)
      command -v mvn >/dev/null 2>&1 || missing+=(maven)
      ;;
  esac
done

[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "These packages are missing: ${missing[*]}. Install them, for instance with: sudo apt-get install ${missing[*]}" >&2
fi
