"""A language nobody speaks, in letters that somebody reads: for trying out scripts without inventing translations.

Every Vietnamese syllable becomes one of another script, always the same one, picked by its hash. The syllables
are spelled as real ones are (with the marks that stand highest and hang lowest), and together they say nothing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

KHMER = "ខ្មែរ ស្ត្រី ញ្ញុំ ម៉ឺន ស៊ាំ ព័ន្ធ ពណ៌ ភ្ញៀវ ប៊ិច ហ្វ៊ីល អង្គុយ គ្រឿង ជន៍ ក្រ៊ឺ ណ្ឌូ ឱ្យ ត្រូវ ឡើង ញ៉ាំ ក៏".split()
HIGHLANDS = "ƀuôn čư̆ ĕlăn ê̆ ĭ ñu mŏ ô̆ mơ̆ blŭ hư̆ Ƀhă kdrê djă ngă".split()

_MARKS = re.compile(r"(%n|%\d|[\s,.:;?!()“”–·]+)")


def said(text: str, syllables: list[str], joint: str) -> str:
    """``text`` in the language of those syllables; marks to be filled in, digits and points stay."""
    parts = []
    for part in _MARKS.split(text):
        keeps = not part or _MARKS.fullmatch(part) or any(sign.isdigit() for sign in part)
        parts.append(part if keeps else syllables[zlib.crc32(part.encode()) % len(syllables)])
    return "".join(joint if part == " " else part for part in parts)


def strings(words: Mapping[str, str], syllables: list[str], joint: str) -> dict[str, str]:
    """An interface in that language, made of the Vietnamese one."""
    return {phrase: said(text, syllables, joint) for phrase, text in words.items() if "|" not in phrase}
