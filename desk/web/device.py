"""What a browser says of itself, in two words a person knows."""

# fmt: off
#: The first mark found names it; whoever builds on another's engine says so first.
BROWSERS = (
    ("QIHU", "360"), ("360SE", "360"), ("360EE", "360"), ("QAXBROWSER", "奇安信"), ("EDG/", "Edge"),
    ("FIREFOX/", "Firefox"), ("CHROME/", "Chrome"), ("SAFARI/", "Safari"), ("TRIDENT", "IE"),
)
SYSTEMS = (
    ("HARMONYOS", "HarmonyOS"), ("ANDROID", "Android"), ("IPHONE", "iPhone"), ("IPAD", "iPad"),
    ("WINDOWS", "Windows"), ("MAC OS", "macOS"), ("UOS", "UOS"), ("KYLIN", "Kylin"), ("LINUX", "Linux"),
)
# fmt: on
#: A name no table knows is shown as it is, so far.
LONGEST = 60


def device_of(agent: str) -> str:
    """The browser and the system behind a User-Agent.

    >>> device_of("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/132.0 Safari/537.36 Edg/132.0")
    'Edge · Windows'
    >>> device_of("curl/8.0")
    'curl/8.0'
    """
    told = agent.upper()
    found = [next((name for mark, name in table if mark in told), "") for table in (BROWSERS, SYSTEMS)]
    return " · ".join(filter(None, found)) or agent[:LONGEST] or "—"
