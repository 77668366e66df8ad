"""Readers of what tools make of Facebook groups, and of what Facebook itself hands out."""

from graphintel.schema.reading import Reader
from ingest.facebook.apify import ApifyGroupPosts
from ingest.facebook.bright_data import BrightDataComments, BrightDataPosts
from ingest.facebook.facebook_scraper import FacebookScraperPosts
from ingest.facebook.graph_api import GraphComments, GraphFeed
from ingest.facebook.members import FacebookMembers
from ingest.facebook.messages_page import FacebookMessagesPage
from ingest.facebook.own_download import FacebookDownload, InstagramMessages
from ingest.facebook.scraper_group import FacebookScraperGroup
from ingest.facebook.zeeschuimer import ZeeschuimerItems

READERS: tuple[Reader, ...] = (
    FacebookScraperPosts(),
    FacebookScraperGroup(),
    ApifyGroupPosts(),
    BrightDataPosts(),
    BrightDataComments(),
    FacebookMembers(),
    FacebookDownload(),
    InstagramMessages(),
    FacebookMessagesPage(),
    GraphFeed(),
    GraphComments(),
    ZeeschuimerItems(),
)
