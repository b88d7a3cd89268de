"""What people take for one character: extended grapheme clusters (Unicode Annex 29)."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"


def graphemes(text: str) -> list[str]:
    """The text in clusters."""
    if text.isascii() and "\r" not in text:
        return list(text)
    clusters: list[str] = []
    for character in text:
        if clusters and _continues(clusters[-1], character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _continues(cluster: str, character: str) -> bool:
    last = cluster[-1]
    if last == "\r" and character == "\n":
        return True
    if _is_control(last) or _is_control(character):
        return False
    if _extends(character) or unicodedata.category(character) == "Mc":
        return True
    if last == _JOINER and len(cluster) > 1 and _is_picture(character):
        return _is_picture(cluster.rstrip(_JOINER + "\ufe0f")[-1:] or " ") or _is_modified(cluster)
    if _is_flag(character):
        return len(cluster) == 1 and _is_flag(last)
    return _joins_syllable(last, character)


def _is_control(character: str) -> bool:
    return character in "\r\n" or (
        unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") and character not in ("\u200c", _JOINER)
    )


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Mn", "Me")
        or character in ("\u200c", _JOINER)
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _is_modified(cluster: str) -> bool:
    bare = cluster.rstrip(_JOINER + "\ufe0f")
    return bool(bare) and "\U0001f3fb" <= bare[-1] <= "\U0001f3ff"


def _is_picture(character: str) -> bool:
    code = ord(character)
    return 0x1F000 <= code <= 0x1FAFF or 0x2190 <= code <= 0x2BFF or character in "©®‼⁉〰〽"


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _joins_syllable(last: str, character: str) -> bool:
    """Whether two Hangul letters stand in one syllable."""
    before, after = _hangul(last), _hangul(character)
    return (
        (before == "L" and after in ("L", "V", "LV", "LVT"))
        or (before in ("LV", "V") and after in ("V", "T"))
        or (before in ("LVT", "T") and after == "T")
    )


def _hangul(character: str) -> str:
    code = ord(character)
    if 0x1100 <= code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return "L"
    if 0x1160 <= code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return "V"
    if 0x11A8 <= code <= 0x11FF or 0xD7CB <= code <= 0xD7FB:
        return "T"
    if 0xAC00 <= code <= 0xD7A3:
        return "LV" if (code - 0xAC00) % 28 == 0 else "LVT"
    return ""
