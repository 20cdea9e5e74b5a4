"""A browser page that remembers everything it should not have done."""

from contextlib import contextmanager
from urllib.parse import urlsplit


class Watch:
    """Console messages, script errors, failed requests and requests to other origins."""

    def __init__(self, page, base_url):
        self.complaints = []
        self._origin = urlsplit(base_url).netloc
        page.on("console", lambda message: self._add("console", message.text))
        page.on("pageerror", lambda error: self._add("error", str(error)))
        page.on("requestfailed", self._check_failure)
        page.on("request", self._check_origin)
        page.on("response", self._check_answer)

    def _add(self, kind, text):
        self.complaints.append(f"{kind}: {text}")

    def _check_failure(self, request):
        # The browser itself ends what is under way when it leaves a page.
        if request.failure != "net::ERR_ABORTED":
            self._add("failed", f"{request.failure} {request.url}")

    def _check_origin(self, request):
        parts = urlsplit(request.url)
        if parts.scheme != "data" and parts.netloc != self._origin:
            self._add("other origin", request.url)

    def _check_answer(self, response):
        if response.status >= 400:
            self._add("answer", f"{response.status} {response.url}")


@contextmanager
def watched_page(browser, base_url, width=1280, **options):
    """A fresh page and its watch; what it complained of by the end fails the test."""
    viewport = {"width": width, "height": 900}
    context = browser.new_context(base_url=base_url, viewport=viewport, **options)
    page = context.new_page()
    watch = Watch(page, base_url)
    try:
        yield page, watch
        assert not watch.complaints, watch.complaints
    finally:
        context.close()
