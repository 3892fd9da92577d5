"""The pages of the site and what they show; everyone writes `from cms.models import HomePage`.

`site_page` and `media` are below all the others, which do not import each other.
"""

from cms.models.agenda import AgendaPage, LevelsPage
from cms.models.bibliography import BibliographyPage, Work, WorkKind, WorkLanguage
from cms.models.catalogue import CataloguePage, OfferingPage
from cms.models.contact import ContactField, ContactPage
from cms.models.content import ContentPage, LegalPage
from cms.models.home import HomePage
from cms.models.media import Picture, PictureRendition, SiteDocument
from cms.models.news import ArticlePage, NewsIndexPage
from cms.models.partners import Partner, PartnersPage
from cms.models.people import Profile, ProfileGroup, TeamPage
from cms.models.site_page import SitePage
from cms.models.site_settings import SiteSettings

__all__ = [
    "AgendaPage",
    "ArticlePage",
    "BibliographyPage",
    "CataloguePage",
    "ContactField",
    "ContactPage",
    "ContentPage",
    "HomePage",
    "LegalPage",
    "LevelsPage",
    "NewsIndexPage",
    "OfferingPage",
    "Partner",
    "PartnersPage",
    "Picture",
    "PictureRendition",
    "Profile",
    "ProfileGroup",
    "SiteDocument",
    "SitePage",
    "SiteSettings",
    "TeamPage",
    "Work",
    "WorkKind",
    "WorkLanguage",
]
