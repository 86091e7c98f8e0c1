#!/usr/bin/env bash
# Run once by Gradescope, when it builds the autograder's image.
set -euo pipefail
apt-get update
apt-get install -y --no-install-recommends python3 python3-venv bubblewrap
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or newer is needed: choose a newer base image, for instance Ubuntu 24.04."
  exit 1
}
cd "$(dirname "$0")/lab"
python3 -m venv .venv
.venv/bin/pip install <<torch>>
.venv/bin/pip install --constraint constraints.txt --editable .
.venv/bin/lab doctor
