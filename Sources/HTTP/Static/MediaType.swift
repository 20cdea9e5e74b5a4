/// The media type of a file, as its name tells.
struct MediaType: Equatable {
    /// The value of `Content-Type`.
    let text: String

    static let html = MediaType(text: "text/html; charset=utf-8")

    private init(text: String) { self.text = text }

    /// By the letters after the last dot, in any case; what is not known is plain bytes.
    init(path: String) {
        let name = path.split(separator: "/").last ?? ""
        let end = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() }
        self = end.flatMap { Self.byExtension[$0] } ?? Self(text: "application/octet-stream")
    }

    private static let byExtension: [String: MediaType] = [
        "avif": "image/avif",
        "css": "text/css; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
        "gif": "image/gif",
        "gz": "application/gzip",
        "htm": html.text,
        "html": html.text,
        "ico": "image/vnd.microsoft.icon",
        "jpeg": "image/jpeg",
        "jpg": "image/jpeg",
        "js": "text/javascript; charset=utf-8",
        "json": "application/json",
        "map": "application/json",
        "md": "text/markdown; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8",
        "mp4": "video/mp4",
        "otf": "font/otf",
        "pdf": "application/pdf",
        "png": "image/png",
        "svg": "image/svg+xml; charset=utf-8",
        "ttf": "font/ttf",
        "txt": "text/plain; charset=utf-8",
        "wasm": "application/wasm",
        "webm": "video/webm",
        "webmanifest": "application/manifest+json",
        "webp": "image/webp",
        "woff": "font/woff",
        "woff2": "font/woff2",
        "xml": "application/xml; charset=utf-8",
        "zip": "application/zip",
    ].mapValues(MediaType.init(text:))
}
