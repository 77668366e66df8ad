"""`python -m graphintel`."""

from graphintel.cli import main

main()
