"""What editors compose a page of; everyone writes `from cms.blocks import BodyBlock`.

`links` and `text` stand alone, `media` and `lists` use them, `body`, `home` and `footer` put everything together;
`field` keeps it.
"""

from cms.blocks.body import BodyBlock
from cms.blocks.field import ContentField
from cms.blocks.footer import FooterLinksBlock
from cms.blocks.home import HomeBlock

__all__ = ["BodyBlock", "ContentField", "FooterLinksBlock", "HomeBlock"]
