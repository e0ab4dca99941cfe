"""Settings: read once, checked, and never showing a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import NAMES, Secret, Settings, SettingsError, load
from tests.bot.terminal import run

TOKEN = "xoxb-not-a-real-token"


def test_nothing_is_needed() -> None:
    """Without any variable the defaults of the machine contract hold."""
    settings = load({})
    assert (settings.cuanto_default_era, settings.cuanto_default_lang) == ("2023-06", "es")
    assert (settings.cuanto_timezone, settings.cuanto_currency, settings.cuanto_port) == ("UTC", "USD", 8080)


def test_values_are_read_by_their_names() -> None:
    """Numbers become numbers, tokens become secrets."""
    settings = load({"CUANTO_PORT": "9090", "SLACK_BOT_TOKEN": TOKEN, "CUANTO_DEFAULT_LANG": "en"})
    assert (settings.cuanto_port, settings.cuanto_default_lang) == (9090, "en")
    assert settings.slack_bot_token.reveal() == TOKEN


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    """A `.env` file fills what the environment leaves open."""
    file = tmp_path / ".env"
    file.write_text("CUANTO_PORT=1111\nCUANTO_CURRENCY=EUR\n", "utf-8")
    settings = load({"CUANTO_PORT": "2222"}, file)
    assert (settings.cuanto_port, settings.cuanto_currency) == (2222, "EUR")


def test_links_follow_the_port() -> None:
    """Unless a public address is set, links lead to where the service listens."""
    assert load({"CUANTO_PORT": "9090"}).cuanto_base_url == "http://127.0.0.1:9090"
    public = {"CUANTO_PORT": "9090", "CUANTO_BASE_URL": "https://cuanto.example"}
    assert load(public).cuanto_base_url == "https://cuanto.example"


def test_an_empty_value_is_no_value() -> None:
    """`CUANTO_PORT=` in a file leaves the default."""
    assert load({"CUANTO_PORT": ""}).cuanto_port == 8080


@pytest.mark.parametrize(
    ("name", "value"),
    [("CUANTO_PORT", "eighty"), ("CUANTO_DEFAULT_LANG", "fr"), ("CUANTO_TIMEZONE", "Mars/Base")],
)
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    """The setting is named, so that it can be put right."""
    with pytest.raises(SettingsError) as caught:
        load({name: value})
    assert caught.value.name == name


def test_a_secret_never_shows_itself() -> None:
    """Neither printed, nor formatted, nor in the repr of the settings."""
    settings = Settings(slack_bot_token=Secret(TOKEN))
    assert TOKEN not in f"{settings.slack_bot_token} {settings.slack_bot_token!r} {settings!r}"
    assert settings.slack_bot_token
    assert not Secret()


def test_doctor_lists_every_setting_and_no_secret() -> None:
    """Each by its name, in both languages; a secret only says that it is there."""
    settings = Settings(cuanto_api_token=Secret(TOKEN))
    for language in ("es", "en"):
        done = run("doctor", "--offline", "--lang", language, settings=settings)
        assert done.status == 0
        assert all(name in done.out for name in NAMES.values())
        assert TOKEN not in done.out
        assert "***" in done.out


def test_doctor_says_what_is_missing() -> None:
    """A Slack token alone can neither connect nor verify."""
    done = run("doctor", "--offline", "--lang", "en", settings=Settings(slack_bot_token=Secret(TOKEN)))
    assert done.status == 1
    assert "SLACK_SIGNING_SECRET" in done.out


def test_doctor_counts_the_mistakes_of_a_card_folder(tmp_path: Path) -> None:
    """A folder that cannot be used is a failed check, not a crash."""
    done = run("doctor", "--offline", "--lang", "en", settings=Settings(cuanto_rate_cards=str(tmp_path / "none")))
    assert done.status == 1
    assert "✗" in done.out
