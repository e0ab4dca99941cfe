"""What a chunk says of a message: template or free text, category, how the customer came in, whether it arrived."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from intents.content.types import KindMark
from intents.reader.chunks import Chunk
from intents.reader.marks import MarkKind
from intents.reader.vocabulary import again_stems
from pricing.types import TEMPLATE_CATEGORIES, Category, Device, EntryPoint

_NEGATION_REACH = 4


class Attributes(Struct, frozen=True, kw_only=True):
    """Everything said of one message beside who, when and to how many."""

    template: bool = False
    freeform: bool = False
    message: bool = False
    category: Category | None = None
    """Named by its name."""
    evident: Category | None = None
    """Follows from what is sent (`una promo`)."""
    contested: bool = False
    entry_point: EntryPoint | None = None
    elsewhere: bool = False
    """Came in by a way that is no free entry point (a link, a QR code …)."""
    device: Device = Device.ANDROID
    failed: bool = False
    another: bool = False
    """`otra`, `again`: one of its kind went before."""
    call: bool = False
    reaction: bool = False

    @property
    def names_template(self) -> bool:
        """Whether a template is meant, by its name or its category."""
        return self.template or self.said in TEMPLATE_CATEGORIES

    @property
    def names_message(self) -> bool:
        """Whether any message is named at all."""
        return self.names_template or self.freeform or self.contested or self.call or self.reaction

    @property
    def said(self) -> Category | None:
        """The category, named or evident."""
        return self.category or self.evident

    def adds_to(self, other: Attributes, *, aside: bool) -> bool:
        """Whether a chunk without a verb only describes the message before: `(template de marketing)`."""
        if self.said is not None and other.said is not None and self.said is not other.said:
            return False
        news = (
            self.template or self.freeform or self.said is not None or self.entry_point or self.elsewhere or self.failed
        )
        return bool(news) and (aside or self.failed or bool(self.entry_point) or other.said is None)

    def without_entry(self) -> Attributes:
        """The same for a message of the business, which came in by no way at all."""
        return replace(self, entry_point=None, elsewhere=False)

    def with_more(self, other: Attributes) -> Attributes:
        """Both together; what was said first stays."""
        return replace(
            self,
            template=self.template or other.template,
            freeform=self.freeform or (other.freeform and not self.template),
            category=self.category or other.category,
            evident=self.evident or other.evident,
            contested=self.contested or other.contested,
            entry_point=None if self.elsewhere else self.entry_point or other.entry_point,
            elsewhere=self.elsewhere or (other.elsewhere and self.entry_point is None),
            device=other.device if self.device is Device.ANDROID else self.device,
            failed=self.failed or other.failed,
            another=self.another or other.another,
        )


def attributes_of(chunk: Chunk) -> Attributes:
    """Read the attributes of one chunk."""
    kind = next((kind for kind in chunk.kinds if not _is_act(chunk, kind)), None)
    entry = _entry(chunk)
    template = chunk.has("template") and not _negated(chunk, "template")
    return Attributes(
        template=template,
        freeform=chunk.has("freeform") and not template,
        message=chunk.has("message"),
        category=_named(chunk),
        evident=kind.category if kind else None,
        contested=bool(kind and kind.contested),
        entry_point=entry,
        elsewhere=entry is None and chunk.has("no_entry"),
        device=Device.WEB if chunk.has("web_device") else Device.ANDROID,
        failed=chunk.has("failed"),
        another=chunk.has("another") or any(norm.startswith(again_stems()) for norm in chunk.norms),
        call=chunk.has("call_noun"),
        reaction=chunk.has("reaction"),
    )


_DONE = frozenset(("requested_by_customer", "reengagement"))


def _is_act(chunk: Chunk, kind: KindMark) -> bool:
    """`pidió`, `vuelve` are something done, not something sent."""
    if kind.reason in _DONE and not chunk.has("template"):
        return True
    acts = [verb for verb in chunk.verbs if verb.verb and verb.verb.act != "send"]
    return any(kind.start < verb.end and verb.start < kind.end for verb in acts)


def _named(chunk: Chunk) -> Category | None:
    mark = chunk.mark(MarkKind.CATEGORY)
    return mark.value if mark else None


def _entry(chunk: Chunk) -> EntryPoint | None:
    if chunk.has("ad") and not _negated(chunk, "ad"):
        return EntryPoint.CTWA_AD
    if chunk.has("page_button") and not _negated(chunk, "page_button"):
        return EntryPoint.PAGE_CTA
    return None


def _negated(chunk: Chunk, kind: str) -> bool:
    """`no por anuncio`, `not from an ad`, `sin plantilla`."""
    cue = chunk.find(kind)
    if cue is None:
        return False
    return any(
        other.kind == "not"
        and 0 < cue.start - other.start <= _NEGATION_REACH
        and not _verb_between(chunk, other.end, cue.start)
        for other in chunk.cues
    )


def _verb_between(chunk: Chunk, start: int, end: int) -> bool:
    return any(start <= verb.start < end for verb in chunk.verbs)
