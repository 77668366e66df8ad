"""Readers of what tools make of Facebook groups, and of what Facebook itself hands out."""

from graphintel.schema.reading import Reader
from ingest.facebook.apify import ApifyGroupPosts
from ingest.facebook.bright_data import BrightDataComments, BrightDataPosts
from ingest.facebook.facebook_scraper import FacebookScraperGroup, FacebookScraperPosts
from ingest.facebook.members import FacebookMembers
from ingest.facebook.own_download import FacebookDownload, InstagramMessages

READERS: tuple[Reader, ...] = (
    FacebookScraperPosts(),
    FacebookScraperGroup(),
    ApifyGroupPosts(),
    BrightDataPosts(),
    BrightDataComments(),
    FacebookMembers(),
    FacebookDownload(),
    InstagramMessages(),
)
