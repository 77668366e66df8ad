"""Ties into networks, with how sure and why. Pure."""

from graphintel.detect.networks import Naming, Networks, detect_networks

__all__ = ["Naming", "Networks", "detect_networks"]
