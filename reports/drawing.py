"""Charts as pictures in SVG: by pygal, with its scripts, styles and dates taken out again."""

import sys
from collections.abc import Callable
from typing import Any

import pygal
from pygal.style import Style

from reports.charts import Chart

# pygal leaves an importer of its own behind, for maps, which Python 3.11 warns of at every import that fails.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]

#: A face without serifs; the second is always there where a PDF is made, the others on an office's PCs.
FONTS = "Noto Sans CJK SC, Noto Sans SC, Microsoft YaHei, SimHei, sans-serif"
WIDTH, HEIGHT, ROW = 620, 260, 30
#: The size of the text; pygal takes a character for 0.6 of its size wide, a Chinese one is as wide as that.
_TEXT, _RECKONED = 13, 22
#: A longer label is cut in the picture; the table beside it has it whole.
_LONGEST = 14
_INK, _BAR, _GUIDE = "#000000", "#5a5a5a", "#d9d9d9"
#: At most so many steps on the scale.
_STEPS = 5

Element = Any  # of lxml, or of the standard library where pygal finds none


def as_svg(chart: Chart) -> str:
    """The chart as an SVG that needs nothing else: no script, style, font or address; the same bytes always.

    Every bar has its figure printed beside it, so that it can be read in black and white.
    """
    drawn = _drawn(chart)
    drawn.add_xml_filter(_cleaned(chart))
    svg: str = drawn.render(is_unicode=True)
    return svg


def scale(most: int) -> list[int]:
    """Where the lines of the scale stand: whole numbers, from nothing to the greatest figure or above it.

    >>> scale(0), scale(7), scale(230)
    ([0, 1], [0, 2, 4, 6, 8], [0, 50, 100, 150, 200, 250])
    """
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * _STEPS >= most:
                return list(range(0, max(most, 1) + step, step))[: -(-max(most, 1) // step) + 1]
        power *= 10


def _drawn(chart: Chart) -> Any:
    kind = pygal.HorizontalBar if chart.lying else pygal.Bar
    marks = scale(max(chart.figures))
    drawn = kind(
        js=[],
        css=["inline:"],
        width=WIDTH,
        height=70 + ROW * len(chart.labels) if chart.lying else HEIGHT,
        title=None,
        show_legend=False,
        print_values=True,
        print_values_position="top",
        disable_xml_declaration=True,
        range=(0, marks[-1] + (marks[1] / 2)),
        margin=16,
        spacing=8,
        style=Style(
            label_font_size=_RECKONED if chart.lying else _TEXT,
            major_label_font_size=_TEXT,
            value_font_size=_TEXT,
        ),
    )
    drawn.y_labels = marks
    drawn.x_labels = [_cut(label) for label in _ordered(chart, chart.labels)]
    drawn.add(None, _ordered(chart, chart.figures))
    return drawn


def _ordered(chart: Chart, told: tuple[Any, ...]) -> list[Any]:
    """Lying bars are drawn from below."""
    return list(reversed(told)) if chart.lying else list(told)


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"


def _cleaned(chart: Chart) -> Callable[[Element], Element]:
    """What takes pygal's own look away and gives every shape ours, each by its attributes."""

    def clean(svg: Element) -> Element:
        for name in ("id", "class"):
            del svg.attrib[name]
        svg.attrib.update({"role": "img", "font-family": FONTS, "font-size": str(_TEXT), "fill": _INK})
        svg.find("title").text = chart.title
        _prune(svg)
        for group in svg.iter("g"):
            _set_texts(group, lying=chart.lying)
        _set_bars(chart, [bar.find("rect") for bar in svg.iter("g") if bar.get("class") == "bar"])
        _set_lines(svg)
        for shape in svg.iter():
            shape.attrib.pop("class", None)
        return svg

    return clean


def _prune(svg: Element) -> None:
    """Take out what is not drawn: scripts, styles, remarks (one bears the day), what waits for a mouse."""
    for parent in list(svg.iter()):
        for child in list(parent):
            spoken = child.tag == "title" and parent is svg
            drawn = child.tag in ("g", "rect", "path", "text") and not _is_idle(child)
            if not (spoken or drawn):
                parent.remove(child)


def _is_idle(shape: Element) -> bool:
    """Whether a shape is only there for a mouse, or a white ground."""
    kinds = shape.get("class", "").split()
    return "tooltip-overlay" in kinds or (shape.tag == "rect" and "background" in kinds)


def _set_texts(group: Element, *, lying: bool) -> None:
    """Labels to the left of their place or below it, in the middle; figures beyond the end of their bar."""
    if group.get("class", "").startswith("axis y"):
        for text in group.iter("text"):
            text.set("text-anchor", "end")
            if lying:  # set in a smaller size than pygal reckoned with
                text.set("y", f"{float(text.get('y')) - (_RECKONED - _TEXT) * 0.35:.2f}")
    elif group.get("class", "").startswith("axis x"):
        for text in group.iter("text"):
            text.set("text-anchor", "middle")
        if not lying:
            _drop(group, "path")
    elif "text-overlay" in group.get("class", ""):
        for text in group.iter("text"):
            side, by = ("x", -2) if lying else ("y", -3)
            text.set(side, f"{float(text.get(side)) + by:.2f}")
            text.set("text-anchor", "start" if lying else "middle")


def _drop(group: Element, tag: str) -> None:
    for parent in list(group.iter()):
        for child in parent.findall(tag):
            parent.remove(child)


def _set_bars(chart: Chart, bars: list[Element]) -> None:
    apart = range(len(bars) - chart.apart, len(bars))
    for n, bar in enumerate(_ordered(chart, tuple(bars))):
        bar.attrib.update({"fill": "#ffffff" if n in apart else _BAR, "stroke": _INK, "stroke-width": "0.8"})


def _set_lines(svg: Element) -> None:
    for line in svg.iter("path"):
        axis = "axis" in line.get("class", "").split()
        line.attrib.update({"fill": "none", "stroke": _INK if axis else _GUIDE, "stroke-width": "0.8"})
