import Foundation
import Glibc
import HTTP
import Testing

struct StaticFilesTests {
    private static func head(
        _ path: String, _ fields: String = "", method: String = "GET"
    ) throws -> HTTPRequestHead {
        try HTTPRequestHead.parsing("\(method) \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
    }

    private static func text(_ response: HTTPResponse?) -> String? {
        guard case .bytes(let bytes) = response?.body else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `files are served with their type, tag, date and caching`() async throws {
        try await withTemporaryFolder { folder in
            try folder.write("assets/main.css", "body {}")
            let files = try StaticFiles(root: folder.name)
            let response = try #require(files.response(to: Self.head("/assets/main.css")))
            #expect(response.status == .ok)
            #expect(Self.text(response) == "body {}")
            #expect(response.fields["content-type"] == "text/css; charset=utf-8")
            #expect(response.fields["last-modified"] == "Tue, 14 Nov 2023 22:13:20 GMT")
            #expect(response.fields["cache-control"] == "public, max-age=60")
            #expect(response.fields["x-content-type-options"] == "nosniff")
            #expect(response.fields["content-security-policy"] == nil)
            #expect(response.fields["vary"] == nil)
            let tag = try #require(response.fields["etag"])
            #expect(tag.hasPrefix("\"") && tag.hasSuffix("\"") && tag.utf8.count == 18)
        }
    }

    @Test func `pages have the policy of pages`() async throws {
        try await withTemporaryFolder { folder in
            try folder.write("nb/index.html", "<!doctype html>")
            let files = try StaticFiles(root: folder.name)
            let fields = try #require(files.response(to: Self.head("/nb/"))?.fields)
            #expect(fields["content-type"] == "text/html; charset=utf-8")
            #expect(
                fields["content-security-policy"]
                    == "default-src 'none'; script-src 'self'; style-src 'self'; "
                    + "img-src 'self' data:; connect-src 'self'; form-action 'self'; "
                    + "base-uri 'none'; frame-ancestors 'none'")
            #expect(fields["x-content-type-options"] == "nosniff")
            #expect(fields["referrer-policy"] == "strict-origin-when-cross-origin")
            #expect(fields["cross-origin-opener-policy"] == "same-origin")
            #expect(fields["permissions-policy"] == "camera=(), microphone=(), geolocation=()")
        }
    }

    @Test func `a folder has its index and is named with a slash`() async throws {
        try await withTemporaryFolder { folder in
            try folder.write("index.html", "root")
            try folder.write("nb/å b/index.html", "page")
            try folder.write("empty/other.html", "other")
            let files = try StaticFiles(root: folder.name)
            #expect(try Self.text(files.response(to: Self.head("/"))) == "root")
            #expect(try Self.text(files.response(to: Self.head("/nb/%C3%A5%20b/"))) == "page")
            let redirect = try files.response(to: Self.head("/nb/%c3%a5%20b?x=1&y"))
            #expect(redirect?.status == .permanentRedirect)
            #expect(redirect?.fields["location"] == "/nb/%C3%A5%20b/?x=1&y")
            #expect(try files.response(to: Self.head("/nb"))?.status == nil)
            #expect(try files.response(to: Self.head("/empty/"))?.status == nil)
            #expect(try files.response(to: Self.head("/empty"))?.status == nil)
        }
    }

    @Test func `a known tag or date is answered without content`() async throws {
        try await withTemporaryFolder { folder in
            try folder.write("a.js", "1")
            let files = try StaticFiles(root: folder.name)
            let tag = try #require(files.response(to: Self.head("/a.js"))?.fields["etag"])
            let date = "Tue, 14 Nov 2023 22:13:20 GMT"
            let known = [
                "If-None-Match: \(tag)\r\n", "If-None-Match: W/\(tag)\r\n",
                "If-None-Match: \"x\", \(tag)\r\n", "If-None-Match: \"x\"\r\nIf-None-Match: *\r\n",
                "If-Modified-Since: \(date)\r\n",
            ]
            for fields in known {
                let response = try #require(files.response(to: Self.head("/a.js", fields)))
                #expect(response.status == .notModified, "\(fields)")
                #expect(Self.text(response) == nil)
                #expect(response.fields["etag"] == tag)
                #expect(response.fields["cache-control"] == "public, max-age=60")
                #expect(response.fields["content-type"] == nil)
            }
            let unknown = [
                "If-None-Match: \"x\"\r\n", "If-None-Match: \(tag.dropFirst().dropLast())\r\n",
                "If-None-Match: \"x\"\r\nIf-Modified-Since: \(date)\r\n",
                "If-Modified-Since: Tue, 14 Nov 2023 22:13:19 GMT\r\n",
            ]
            for fields in unknown {
                let response = try #require(files.response(to: Self.head("/a.js", fields)))
                #expect(response.status == .ok, "\(fields)")
            }
        }
    }

    @Test func `names with a hash are kept for good`() async throws {
        try await withTemporaryFolder { folder in
            try folder.write("main.3f9a1c2b.js", "1")
            try folder.write("report.20240101.pdf", "1")
            let files = try StaticFiles(root: folder.name)
            let hashed = try files.response(to: Self.head("/main.3f9a1c2b.js"))
            #expect(hashed?.fields["cache-control"] == "public, max-age=31536000, immutable")
            let dated = try files.response(to: Self.head("/report.20240101.pdf"))
            #expect(dated?.fields["cache-control"] == "public, max-age=60")
        }
    }

    /// The head and the trailer that tells of a content of three bytes, around nonsense.
    private static let sidecar: [UInt8] =
        [0x1F, 0x8B] + [UInt8](repeating: 0, count: 12) + [3, 0, 0, 0]

    @Test func `a sidecar is sent to those that take gzip`() async throws {
        try await withTemporaryFolder { folder in
            try folder.write("a.css", "abc")
            try folder.write("a.css.gz", Self.sidecar)
            let files = try StaticFiles(root: folder.name)
            let plain = try #require(files.response(to: Self.head("/a.css")))
            #expect(Self.text(plain) == "abc")
            #expect(plain.fields["vary"] == "Accept-Encoding")
            #expect(plain.fields["content-encoding"] == nil)
            let gzip = "Accept-Encoding: br, gzip\r\n"
            let compressed = try #require(files.response(to: Self.head("/a.css", gzip)))
            #expect(compressed.body.count == 18)
            #expect(compressed.fields["vary"] == "Accept-Encoding")
            #expect(compressed.fields["content-encoding"] == "gzip")
            #expect(compressed.fields["content-type"] == "text/css; charset=utf-8")
            let tag = try #require(compressed.fields["etag"])
            #expect(tag != plain.fields["etag"])
            let match = "If-None-Match: \(tag)\r\n"
            let known = try files.response(to: Self.head("/a.css", gzip + match))
            #expect(known?.status == .notModified)
            #expect(known?.fields["vary"] == "Accept-Encoding")
            #expect(try files.response(to: Self.head("/a.css", match))?.status == .ok)
            #expect(try files.response(to: Self.head("/a.css.gz"))?.status == nil)
        }
    }

    @Test func `a sidecar that is older or does not fit is not used`() async throws {
        try await withTemporaryFolder { folder in
            try folder.write("old.css", "abc")
            try folder.write("old.css.gz", Self.sidecar, modified: 1_600_000_000)
            try folder.write("long.css", "abcd")
            try folder.write("long.css.gz", Self.sidecar)
            try folder.write("alone.gz", Self.sidecar)
            let files = try StaticFiles(root: folder.name)
            for path in ["/old.css", "/long.css"] {
                let response = try files.response(to: Self.head(path, "Accept-Encoding: gzip\r\n"))
                #expect(response?.fields["content-encoding"] == nil)
                #expect(response?.fields["vary"] == nil)
            }
            let alone = try files.response(to: Self.head("/alone.gz"))
            #expect(alone?.fields["content-type"] == "application/gzip")
        }
    }

    @Test func `nothing outside the folder and no dot file is served`() async throws {
        try await withTemporaryFolder { folder in
            try folder.write("outside.txt", "secret")
            try folder.write("out/x.txt", "secret")
            try folder.write("rootless/x.txt", "secret")
            try folder.write("root/inside.txt", "open")
            try folder.write("root/.hidden", "secret")
            try folder.write("root/.git/config", "secret")
            try folder.link("root/good.txt", to: "inside.txt")
            try folder.link("root/bad.txt", to: "../outside.txt")
            try folder.link("root/sibling.txt", to: "../rootless/x.txt")
            try folder.link("root/folder", to: "../out")
            try folder.link("root/loop", to: ".")
            try folder.link("root/broken", to: "nowhere")
            let files = try StaticFiles(root: folder.appending(path: "root").name)
            #expect(try Self.text(files.response(to: Self.head("/inside.txt"))) == "open")
            #expect(try Self.text(files.response(to: Self.head("/good.txt"))) == "open")
            let paths = [
                "/bad.txt", "/sibling.txt", "/folder/x.txt", "/loop/inside.txt", "/broken",
                "/.hidden", "/.git/config", "//inside.txt", "/inside.txt/", "/",
            ]
            for path in paths {
                #expect(try files.response(to: Self.head(path))?.status == nil, "\(path)")
            }
            for path in ["/../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt"] {
                #expect(throws: HTTPRefusal.self) { try Self.head(path) }
            }
        }
    }

    @Test func `other methods are told what is allowed`() async throws {
        try await withTemporaryFolder { folder in
            try folder.write("a.txt", "abc")
            let files = try StaticFiles(root: folder.name)
            let post = try files.response(to: Self.head("/a.txt", method: "POST"))
            #expect(post?.status == .methodNotAllowed)
            #expect(post?.fields["allow"] == "GET, HEAD, OPTIONS")
            let options = try files.response(to: Self.head("/a.txt", method: "OPTIONS"))
            #expect(options?.status == .noContent)
            #expect(options?.fields["allow"] == "GET, HEAD, OPTIONS")
            #expect(try files.response(to: Self.head("*", method: "OPTIONS"))?.status == nil)
        }
    }

    @Test func `what cannot be read or held is named`() async throws {
        try await withTemporaryFolder { folder in
            try folder.write("a.txt", "abc")
            try folder.write("b.txt", "def")
            let nowhere = folder.appending(path: "nowhere").name
            #expect(throws: StaticFilesError.unreadable(path: nowhere, code: ENOENT)) {
                try StaticFiles(root: nowhere)
            }
            #expect(throws: StaticFilesError.tooLarge(limit: 5)) {
                try StaticFiles(root: folder.name, bytesMax: 5)
            }
            #expect(throws: StaticFilesError.tooMany(limit: 1)) {
                try StaticFiles(root: folder.name, filesMax: 1)
            }
            #expect(throws: Never.self) {
                try StaticFiles(root: folder.name, bytesMax: 6, filesMax: 2)
            }
        }
    }

    @Test func `HEAD over a socket has what GET has but the content`() async throws {
        try await withTemporaryFolder { folder in
            try folder.write("a.txt", "abc")
            let files = try StaticFiles(root: folder.name)
            let service = TestService { head, _ in
                .answer(files.response(to: head) ?? HTTPResponse(status: .notFound))
            }
            try await withServer(service) { address in
                let client = try TestClient(address)
                try client.send("HEAD /a.txt HTTP/1.1\r\nHost: a\r\n\r\n")
                let head = try client.response(isHead: true)
                try client.send("GET /a.txt HTTP/1.1\r\nHost: a\r\n\r\n")
                let whole = try client.response()
                #expect(whole.text == "abc")
                #expect(head["content-length"] == "3")
                #expect(head["etag"] == whole["etag"])
            }
        }
    }
}
