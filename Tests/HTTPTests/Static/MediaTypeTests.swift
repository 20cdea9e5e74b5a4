import Testing

@testable import HTTP

struct MediaTypeTests {
    @Test(arguments: [
        ("/a.html", "text/html; charset=utf-8"), ("/a.b/c.JS", "text/javascript; charset=utf-8"),
        ("/favicon.svg", "image/svg+xml; charset=utf-8"), ("/a.tar.gz", "application/gzip"),
        ("/a.json/b", "application/octet-stream"), ("/a.", "application/octet-stream"),
        ("/a.unknown", "application/octet-stream"), ("", "application/octet-stream"),
    ])
    func `the type follows from the extension`(path: String, type: String) {
        #expect(MediaType(path: path).text == type)
    }
}
