"""The least a page can be: FastAPI and one Jinja2 template of fifty rows, no database, nobody signed in."""

from fastapi import FastAPI, Response
from jinja2 import Environment

_PAGE = Environment(autoescape=True).from_string(
    "<!doctype html><html><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1><table>"
    "{% for row in rows %}<tr>{% for cell in row %}<td><a href='/cases/{{ cell }}'>{{ cell }}</a></td>"
    "{% endfor %}</tr>\n{% endfor %}</table></body></html>"
)
_ROWS = [
    [f"2026-{n:04}", "2026-03-30 周一", "已受理", "黄 · 剩余3个工作日", "张三", "城东片区"] for n in range(50)
]


def app() -> FastAPI:
    made = FastAPI()

    @made.get("/")
    def page() -> Response:
        return Response(_PAGE.render(title="申请列表", rows=_ROWS), media_type="text/html")

    return made
