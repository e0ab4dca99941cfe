"""The pages in a real browser: by mouse, by keyboard, on a phone, in both languages, in a fresh profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.bot.web.serving import RATE, STORY, Site

PHONE = {"width": 360, "height": 740}
SERIOUS = ("serious", "critical")


@contextmanager
def visitor(browser: Browser, site: Site, locale: str = "es-MX", **fields: Any) -> Iterator[Page]:
    """Somebody new: a profile of their own. Nothing may fail in their console, and nobody else may be asked."""
    context: BrowserContext = browser.new_context(locale=locale, base_url=site.url, **fields)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("request", lambda sent: complaints.append(sent.url) if not sent.url.startswith(site.url) else None)
    yield page
    assert complaints == []
    assert context.cookies() == []
    context.close()


def ask(page: Page, text: str) -> None:
    """Write into the box and press the button."""
    before = page.locator(".turn").count()
    page.get_by_role("textbox").first.fill(text)
    page.locator("[data-box] button").click()
    expect(page.locator(".turn")).to_have_count(before + 1)


def test_ask_follow_up_and_switch_language(browser: Browser, site: Site) -> None:
    """A question, the next one that refers to it, and both of them in the other language."""
    with visitor(browser, site) as page:
        page.goto("/")
        expect(page.get_by_role("heading", level=1)).to_have_text("¿Cuánto cuesta?")
        ask(page, RATE)
        expect(page.locator(".turn").last).to_contain_text("USD\u00a00,0436")
        ask(page, "¿y en Colombia?")
        expect(page.locator(".turn").last).to_contain_text("USD\u00a00,0125")
        expect(page.locator("textarea")).to_have_value("")
        page.get_by_role("link", name="English").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("What does it cost?")
        expect(page.locator(".turn")).to_have_count(2)
        expect(page.locator(".turn").last).to_contain_text("USD\u00a00.0125")
        ask(page, "what if it is utility?")
        expect(page.locator(".turn").last).to_contain_text("USD\u00a00.0002")


def test_a_reload_shows_the_same_conversation(browser: Browser, site: Site) -> None:
    """The address names what is shown."""
    with visitor(browser, site) as page:
        page.goto("/")
        ask(page, RATE)
        page.reload()
        expect(page.locator(".turn")).to_have_count(1)
        ask(page, "¿y en Colombia?")
        expect(page.locator(".turn").last).to_contain_text("USD\u00a00,0125")


def test_the_link_opens_in_a_fresh_profile(browser: Browser, site: Site) -> None:
    """Somebody else, in another language, sees the answer with its picture."""
    with visitor(browser, site) as page:
        page.goto("/")
        ask(page, STORY)
        address = page.get_by_role("link", name="Página de esta respuesta").get_attribute("href")
        assert address
    with visitor(browser, site, "en-GB") as other:
        other.goto(address)
        expect(other.locator(".verdict")).to_contain_text("charged")
        expect(other.locator("svg.timeline")).to_be_visible()
        expect(other.locator("svg.timeline")).to_contain_text("Customer service window")


@pytest.mark.parametrize(
    ("button", "wanted"),
    [
        ("Copiar enlace", r"^http://127\.0\.0\.1:\d+/a/[a-z0-9]{26}$"),
        ("Markdown", r"^> lunes 9:00[\s\S]*\*\*Abre una conversación[\s\S]*- lun 09:00[\s\S]*<http://\S+/a/\w+>$"),
        ("Texto", r"^lunes 9:00[\s\S]*Regla C5[\s\S]*http://\S+/a/\w+$"),
    ],
)
def test_an_answer_is_copied_for_a_ticket(browser: Browser, site: Site, button: str, wanted: str) -> None:
    """Link, Markdown and plain text land on the clipboard, and the button says so."""
    with visitor(browser, site, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(site.kept(STORY))
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("status")).to_have_text("Copiado")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert re.search(wanted, copied), copied


def test_html_is_copied_as_html(browser: Browser, site: Site) -> None:
    """A ticket's editor gets formatted text, one for plain text gets the source."""
    read = """async () => {
        const [item] = await navigator.clipboard.read();
        return { types: item.types, html: await (await item.getType("text/html")).text() };
    }"""
    with visitor(browser, site, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(site.kept(STORY))
        page.get_by_role("button", name="HTML", exact=True).click()
        expect(page.get_by_role("status")).to_have_text("Copiado")
        found = page.evaluate(read)
        assert sorted(found["types"]) == ["text/html", "text/plain"]
        assert "<strong>Abre una conversación de marketing y se cobra.</strong>" in found["html"]


def test_the_builder_gives_the_same_timeline_as_words(browser: Browser, site: Site) -> None:
    """Two messages picked from lists give the figures and the picture of the same story in words."""
    with visitor(browser, site) as page:
        page.goto("/")
        page.locator("[name=what1]").select_option("marketing")
        page.locator("[name=time1]").fill("09:00")
        page.locator("[name=what2]").select_option("utility")
        page.locator("[name=day2]").select_option("1")
        page.locator("[name=time2]").fill("03:35")
        page.locator("[name=country]").select_option("MX")
        page.get_by_role("button", name="Agregar un mensaje").click()
        expect(page.locator("[name=what4]")).to_be_focused()
        page.locator("[name=what4]").select_option("inbound")
        page.locator("[name=day4]").select_option("2")
        page.get_by_role("button", name="Ver qué se cobra").click()
        turn = page.locator(".turn")
        expect(turn).to_have_count(1)
        expect(turn.locator(".steps li")).to_have_count(3)
        built = turn.locator("svg.timeline desc").text_content()
        words = "lunes 9:00 am mandamos plantilla de marketing; martes 3:35 am mandamos plantilla de utilidad; "
        ask(page, f"{words} miércoles 10 am el cliente escribe. Cliente de México. ¿Cuánto se cobra en total?")
        assert page.locator("svg.timeline desc").last.text_content() == built


def test_a_choice_is_a_button(browser: Browser, site: Site) -> None:
    """Being asked for the country, one press answers."""
    with visitor(browser, site) as page:
        page.goto("/")
        ask(page, "¿cuánto cuesta marketing?")
        page.get_by_role("button", name="Colombia").click()
        expect(page.locator(".turn")).to_have_count(2)
        expect(page.locator(".turn").last).to_contain_text("USD\u00a00,0125")


def test_the_keyboard_is_enough(browser: Browser, site: Site) -> None:
    """From the top of the page: past the header, into the box, ask, and on to the answer's link; focus is seen."""
    with visitor(browser, site) as page:
        page.goto("/")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.locator("textarea")).to_be_focused()
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
        page.keyboard.type(RATE)
        page.keyboard.press("Shift+Enter")
        expect(page.locator(".turn")).to_have_count(0)
        page.keyboard.press("Enter")
        expect(page.locator(".turn")).to_have_count(1)
        link = page.get_by_role("link", name="Página de esta respuesta")
        for _ in range(6):
            page.keyboard.press("Shift+Tab")
            if link.evaluate("link => link === document.activeElement"):
                break
        expect(link).to_be_focused()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/a/"))


def test_answers_are_announced(browser: Browser, site: Site) -> None:
    """New answers stand in a live region, and each picture has a name and a description."""
    with visitor(browser, site) as page:
        page.goto("/")
        ask(page, STORY)
        expect(page.get_by_role("log").locator(".turn")).to_have_count(1)
        expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
        picture = page.get_by_role("img", name=re.compile("^Mensajes, ventanas y conversaciones"))
        expect(picture).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_serious_against_accessibility(browser: Browser, site: Site, scheme: Any, width: int) -> None:
    """axe finds nothing serious on the empty page, with answers on it, and on an answer's own page."""
    with visitor(browser, site, color_scheme=scheme, viewport={"width": width, "height": 900}) as page:
        page.emulate_media(reduced_motion="reduce", color_scheme=scheme)
        page.goto("/")
        assert serious(page) == []
        ask(page, STORY)
        ask(page, "¿cuánto cuesta marketing?")
        assert serious(page) == []
        page.goto(site.kept(STORY, ticket="AB-1"))
        for details in page.locator("details").all():
            details.evaluate("details => { details.open = true }")
        assert serious(page) == []


def serious(page: Page) -> list[tuple[str, str]]:
    """What axe complains of, with where."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in SERIOUS]


def test_a_phone_shows_it_without_scrolling_sideways(browser: Browser, site: Site) -> None:
    """At 360 pixels no page is wider than the screen, and what is pressed is large enough for a finger."""
    with visitor(browser, site, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        page.goto("/")
        ask(page, STORY)
        assert wider(page) == 0
        page.goto(site.kept(STORY))
        assert wider(page) == 0
        heights = [box["height"] for button in page.locator("button:visible").all() if (box := button.bounding_box())]
        assert min(heights) >= 24


def wider(page: Page) -> int:
    """By how many pixels a page is wider than the screen."""
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


def test_the_box_and_the_builder_work_without_a_script(browser: Browser, site: Site) -> None:
    """With scripts off the forms post: a question, the next one, a choice, and the builder."""
    with visitor(browser, site, java_script_enabled=False) as page:
        page.goto("/")
        page.locator("textarea").fill(RATE)
        page.locator("[data-box] button").click()
        expect(page.locator(".turn")).to_have_count(1)
        page.locator("textarea").fill("¿y en Colombia?")
        page.locator("[data-box] button").click()
        expect(page.locator(".turn").last).to_contain_text("USD\u00a00,0125")
        page.locator("[name=what1]").select_option("freeform")
        page.get_by_role("button", name="Ver qué se cobra").click()
        expect(page.locator(".turn")).to_have_count(3)


def test_an_outage_is_said_and_gone_over(browser: Browser, fragile: Site) -> None:
    """While nothing can be kept the answer comes with a note; afterwards without."""
    from bot.store.port import StoreGone

    with visitor(browser, fragile) as page:
        page.goto("/")
        fragile.fake.broken = StoreGone("gone")
        ask(page, RATE)
        expect(page.locator(".turn .warning")).to_be_visible()
        fragile.fake.broken = None
        ask(page, RATE)
        expect(page.locator(".turn").last.locator(".warning")).to_have_count(0)


def test_no_script_of_a_question_runs(browser: Browser, site: Site) -> None:
    """What would pop up does not: neither where it is asked nor on its own page."""
    attack = f"<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script> {RATE}"
    with visitor(browser, site) as page:
        page.goto("/")
        ask(page, attack)
        assert page.title() != "owned"
        page.goto(site.kept(attack))
        assert page.title() != "owned"
        assert page.locator(".reply img, .said img").count() == 0


def test_the_picture_is_readable_at_600_pixels(browser: Browser, site: Site) -> None:
    """Drawn 600 wide, no text is smaller than 12 pixels, and no two texts lie over each other."""
    with visitor(browser, site, viewport={"width": 760, "height": 900}) as page:
        page.goto(site.kept(STORY))
        page.locator("svg.timeline").evaluate("svg => { svg.style.width = '600px'; svg.style.minWidth = '600px' }")
        boxes = page.locator("svg.timeline text").evaluate_all(
            "texts => texts.map(t => t.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])"
        )
        sizes = page.locator("svg.timeline text").evaluate_all(
            "texts => texts.map(t => parseFloat(getComputedStyle(t).fontSize))"
        )
        assert min(sizes) >= 12
        over = [(a, b) for at, a in enumerate(boxes) for b in boxes[at + 1 :] if overlapping(a, b)]
        assert over == []


def overlapping(a: list[float], b: list[float]) -> bool:
    """Whether two boxes share more than the leading between lines."""
    return min(a[2], b[2]) - max(a[0], b[0]) > 2 and min(a[3], b[3]) - max(a[1], b[1]) > 4
