"""The demo's portraits: one frame, one background, one size of head for everybody (equality, DESIGN section 7)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from demo_art import clothes, faces, hair
from demo_art.clothes import Dress
from demo_art.faces import Face
from demo_art.pen import Canvas

WIDTH, HEIGHT = 600, 900
WALL = "#DCE5E6"
ZOOM, LIFT = 1.2, -84
"""How the heads are set in the frame: the same for all."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is drawn: a head, clothes, and earrings where they are worn."""

    face: Face
    dress: Dress
    earring: str = ""


def draw(person: Person) -> Canvas:
    """One portrait, finished."""
    c = Canvas(WIDTH, HEIGHT, WALL)
    face = person.face
    with c.moved(300 - 300 * ZOOM, LIFT, ZOOM):
        hair.behind(c, face)
        faces.ears(c, face)
        faces.neck(c, face)
        clothes.wear(c, face, person.dress)
        hair.over_clothes(c, face)
        faces.face_of(c, face)
        hair.over(c, face)
        if person.earring:
            metal = "#C9CCD0" if "silver" in person.earring else "#D9B45A"
            faces.earrings(c, face, metal, long="long" in person.earring)
        faces.front_of(c, face)
    return c


def draw_all(folder: Path) -> dict[str, int]:
    """Draw every portrait into ``folder``; gives the files' sizes by name."""
    return {name: draw(person).save(folder / f"{name}.png", 96) for name, person in PEOPLE.items()}


def _w(age: int, skin: str, tone: str, style: str, dress: Dress, earring: str = "", **more: object) -> Person:
    settings = {"width": 106.0, "jaw": 74.0} | more
    return Person(Face(True, age, skin, tone, style, **settings), dress, earring)  # type: ignore[arg-type]


def _m(age: int, skin: str, tone: str, style: str, dress: Dress, **more: object) -> Person:
    settings = {"width": 110.0, "jaw": 84.0} | more
    return Person(Face(False, age, skin, tone, style, **settings), dress)  # type: ignore[arg-type]


NAVY, CHARCOAL, BROWN, BLUE = "#263650", "#34363B", "#54402F", "#9DB9CF"

PEOPLE: dict[str, Person] = {
    # the National Assembly
    "p98.na.1.1": _w(41, "fair", "black", "bob", Dress("blazer", NAVY, "#F4EFE4"), "stud", glasses="wire"),
    "p98.na.1.2": _m(56, "warm", "pepper", "side", Dress("suit", CHARCOAL, "#F7F5F0", "#2F4D74"), jaw=88),
    "p98.na.1.3": _m(64, "warm", "grey", "shaven", Dress("robe", "#C98F3C", "#8F5A22"), eye=0.86, jaw=80),
    "p98.na.1.4": _w(
        34, "light", "soft", "long", Dress("ao-dai", "#2E6B66", "#F1DFC0"), "long", jaw=70, smile=1.2
    ),
    "p98.na.1.5": _m(
        53, "fair", "pepper", "receding", Dress("mandarin", "#3D4B45", "#C9A86A"), glasses="dark", jaw=90
    ),
    "p98.na.2.1": _w(
        35, "tan", "black", "parted", Dress("ede", "#231F26", "#A3262A", "#E3C15A"), "silver long", brow=1.15
    ),
    "p98.na.2.2": _w(39, "warm", "black", "dao", Dress("wrap", "#20243F", "#8E1F24", "#F1E3C6"), "silver long"),
    "p98.na.2.3": _m(59, "warm", "grey", "swept", Dress("suit", "#4B4A43", "#F7F5F0", "#5E6F3F"), glasses="wire"),
    "p98.na.2.4": _m(46, "tan", "black", "crop", Dress("wrap", "#1F2130", "#2E6E8E", "#C6425A"), jaw=88),
    "p98.na.2.5": _w(43, "fair", "soft", "sleek", Dress("blazer", "#6B2430", "#F4EFE4"), "stud", jaw=76),
    "p98.na.3.1": _m(52, "deep", "black", "side", Dress("mandarin", "#B98A3A", "#7A1610"), brow=1.2, jaw=88),
    "p98.na.3.2": _w(37, "warm", "black", "ponytail", Dress("blouse", "#2F6E8A", "#F4EFE4"), "stud", freckle=True),
    "p98.na.3.3": _w(56, "fair", "brown", "perm", Dress("blazer", "#3A5A50", "#EBD9B8"), "stud", jaw=78),
    "p98.na.3.4": _m(
        61, "deep", "grey", "crop", Dress("shirt", BLUE, "open"), beard="moustache", eye=0.88, jaw=90
    ),
    # the provincial council
    "p98.province.1.1": _m(45, "fair", "black", "fade", Dress("suit", NAVY, "#F7F5F0", ""), glasses="dark"),
    "p98.province.1.2": _w(
        30, "light", "brown", "bangs", Dress("blazer", "#B98F5F", "#FFFFFF"), "stud", jaw=70, eye=1.1
    ),
    "p98.province.1.3": _m(
        68, "warm", "white", "bald", Dress("suit", BROWN, "#F7F5F0", "#7A1610"), eye=0.82, jaw=84
    ),
    "p98.province.1.4": _w(
        57, "fair", "pepper", "topbun", Dress("ao-dai", "#7A1F3D", "#E8C9A0"), "long", eye=0.92, jaw=80
    ),
    "p98.province.1.5": _w(48, "light", "black", "roll", Dress("ao-dai", "#21406B", "#E6D3A3"), "stud"),
    "p98.province.1.6": _m(40, "fair", "soft", "fringe", Dress("checked", "#D9C7A6", "#8A5A3C"), smile=1.3),
    "p98.province.1.7": _w(
        33, "warm", "black", "topbun", Dress("thai", "#F4F0E6", "#6E3E7A"), "silver long", smile=1.2
    ),
    "p98.province.1.8": _m(54, "tan", "pepper", "side", Dress("shirt", "#8FA08A"), jaw=92, width=113.0),
    "p98.province.2.1": _m(42, "deep", "black", "fringe", Dress("ede", "#26211F", "#A3262A", "#F4E9CF"), jaw=86),
    "p98.province.2.2": _w(
        51, "warm", "soft", "pixie", Dress("blouse", "#F2EDE2", "#3A6C86"), "stud", glasses="brown"
    ),
    "p98.province.2.3": _m(58, "tan", "pepper", "crop", Dress("polo", "#3E6152", "#DAD3C0"), jaw=90, eye=0.9),
    "p98.province.2.4": _w(
        27, "fair", "black", "long", Dress("tay", "#1F2B4A", "#B8C4D8"), "silver long", eye=1.1, jaw=70
    ),
    "p98.province.2.5": _m(56, "warm", "soft", "receding", Dress("shirt", "#D9DDE2"), jaw=90, width=112.0),
    "p98.province.2.6": _w(44, "light", "black", "wavy", Dress("blazer", "#4A4E63", "#D7B8B0"), "stud", smile=1.3),
    "p98.province.3.1": _m(50, "deep", "black", "fade", Dress("polo", "#2B4A66", "#F4EFE4"), jaw=86),
    "p98.province.3.2": _m(63, "deep", "white", "crop", Dress("ba-ba", "#4A3B33", "#3F5F8A"), eye=0.82, jaw=82),
    "p98.province.3.3": _w(39, "tan", "black", "cham", Dress("blouse", "#3F6E5A", "#E3C15A"), "long", brow=1.15),
    "p98.province.3.4": _m(
        47, "fair", "black", "swept", Dress("suit", "#3B4A57", "#DCE5EC", ""), glasses="wire", jaw=80
    ),
    "p98.province.3.5": _w(26, "fair", "brown", "ponytail", Dress("shirt", "#F6F3EC", "open"), jaw=68, eye=1.12),
    # the commune councils
    "c98001.commune.1.1": _w(63, "fair", "grey", "parted", Dress("ba-ba", "#6E5A7A"), "stud", eye=0.86, jaw=80),
    "c98001.commune.1.2": _w(
        36, "light", "black", "wavy", Dress("ao-dai", "#B25C6B", "#F7E6D0"), "stud", smile=1.2
    ),
    "c98001.commune.1.3": _m(
        23, "fair", "black", "fringe", Dress("polo", "#C9D6DA", "#5B7C8D"), jaw=76, eye=1.1, width=107.0
    ),
    "c98001.commune.1.4": _m(52, "tan", "soft", "crop", Dress("shirt", "#6E88A0", "open"), jaw=92),
    "c98001.commune.1.5": _w(
        46, "light", "soft", "perm", Dress("blouse", "#A23B3B", "#F1D9A8"), "long", glasses="red"
    ),
    "c98001.commune.2.1": _w(
        31, "fair", "brown", "bangs-long", Dress("blouse", "#E7C7A0", "#7A5A3C"), "stud", jaw=70
    ),
    "c98001.commune.2.2": _m(
        37, "warm", "black", "fade", Dress("checked", "#CFDAE0", "#3F5F7F"), smile=1.3, jaw=82
    ),
    "c98002.commune.1.1": _w(41, "warm", "black", "sleek", Dress("shirt", "#CFE0D2", "open"), "stud"),
    "c98002.commune.1.2": _m(48, "tan", "black", "side", Dress("shirt", "#B9A98C", "open"), jaw=90, brow=1.15),
    "c98002.commune.1.3": _w(
        35, "fair", "black", "parted", Dress("tay", "#F1ECE0", "#8E2A34"), "silver long", smile=1.2
    ),
    "c98002.commune.1.4": _m(57, "deep", "pepper", "bald", Dress("ba-ba", "#3F4E5C", "#A3262A"), eye=0.86, jaw=88),
    "c98002.commune.1.5": _w(
        29, "fair", "soft", "bob", Dress("checked", "#F0DDD3", "#C0705F"), "stud", eye=1.08, jaw=70
    ),
    "c98003.commune.1.1": _m(
        57, "deep", "grey", "swept", Dress("ede", "#1F1D1F", "#8E1F24", "#E3C15A"), beard="goatee", eye=0.86
    ),
    "c98003.commune.1.2": _w(
        29, "tan", "black", "mong", Dress("wrap", "#2B2F55", "#3F8C86", "#C6425A"), "silver long"
    ),
    "c98003.commune.1.3": _m(43, "warm", "black", "side", Dress("shirt", "#F1EEE6"), glasses="brown", jaw=80),
    "c98004.commune.1.1": _w(34, "tan", "black", "ponytail", Dress("polo", "#3D7C8C", "#E9E2D2"), "stud"),
    "c98004.commune.1.2": _m(
        51, "deep", "black", "crop", Dress("shirt", "#A98B6A", "open"), jaw=92, beard="moustache"
    ),
    "c98004.commune.1.3": _w(
        66, "tan", "white", "parted", Dress("ba-ba", "#5A2D35", "#3E3A44"), "stud", eye=0.8, jaw=78
    ),
    "c98004.commune.1.4": _m(39, "light", "black", "swept", Dress("shirt", "#C7D7E4"), glasses="dark", jaw=80),
    "c98004.commune.1.5": _w(
        27, "warm", "soft", "braid", Dress("blouse", "#D9A441", "#F7F0DD"), "stud", freckle=True, jaw=70
    ),
}
"""Everybody who gave a picture: c98001.commune.2.3 gave none, so that this state shows too."""
