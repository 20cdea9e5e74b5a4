import Foundation
import HTTP
import Testing

/// Preconditions and ranges of files (RFC 9110 §13 and §14).
struct StaticRangeTests {
    private static let date = "Tue, 14 Nov 2023 22:13:20 GMT"
    private static let before = "Tue, 14 Nov 2023 22:13:19 GMT"
    private static let after = "Tuesday, 14-Nov-23 22:13:21 GMT"

    private static func answer(
        _ files: StaticFiles, _ fields: String, method: String = "GET"
    ) throws -> HTTPResponse {
        let head = try HTTPRequestHead.parsing(
            "\(method) /a.txt HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
        return try #require(files.response(to: head))
    }

    private static func text(_ response: HTTPResponse) -> String? {
        guard case .bytes(let bytes) = response.body else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func withFile(_ body: (StaticFiles, _ tag: String) throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            try folder.write("a.txt", "0123456789")
            let files = try StaticFiles(root: folder.name)
            let whole = try Self.answer(files, "")
            #expect(whole.fields["accept-ranges"] == "bytes")
            try body(files, try #require(whole.fields["etag"]))
        }
    }

    @Test func `a range is answered by that part and says so`() async throws {
        try await withFile { files, tag in
            let part = try Self.answer(files, "Range: bytes=2-4\r\n")
            #expect(part.status == .partialContent)
            #expect(Self.text(part) == "234")
            #expect(part.fields["content-range"] == "bytes 2-4/10")
            #expect(part.fields["etag"] == tag)
            #expect(part.fields["last-modified"] == Self.date)
            #expect(part.fields["content-type"] == "text/plain; charset=utf-8")
            let refused = try Self.answer(files, "Range: bytes=10-\r\n")
            #expect(refused.status == .rangeNotSatisfiable)
            #expect(refused.fields["content-range"] == "bytes */10")
            #expect(Self.text(refused) == nil)
        }
    }

    @Test func `a range counts only for GET and for the version that is meant`() async throws {
        try await withFile { files, tag in
            let range = "Range: bytes=2-4\r\n"
            #expect(try Self.answer(files, range, method: "HEAD").status == .ok)
            let same = try Self.answer(files, range + "If-Range: \(tag)\r\n")
            #expect(same.status == .partialContent)
            for other in ["\"x\"", "W/\(tag)", Self.date, "nonsense"] {
                let whole = try Self.answer(files, range + "If-Range: \(other)\r\n")
                #expect(whole.status == .ok, "\(other)")
                #expect(Self.text(whole) == "0123456789")
                let behind = "Range: bytes=99-\r\nIf-Range: \(other)\r\n"
                #expect(try Self.answer(files, behind).status == .ok)
            }
            let known = try Self.answer(files, range + "If-None-Match: \(tag)\r\n")
            #expect(known.status == .notModified)
            let failed = try Self.answer(files, range + "If-Match: \"x\"\r\n")
            #expect(failed.status == .preconditionFailed)
            #expect(failed.fields["etag"] == tag)
        }
    }

    @Test func `a part of the compressed form is one of its own bytes`() async throws {
        try await withTemporaryFolder { folder in
            let sidecar: [UInt8] = [0x1F, 0x8B] + (0..<12).map { $0 } + [10, 0, 0, 0]
            try folder.write("a.txt", "0123456789")
            try folder.write("a.txt.gz", sidecar)
            let files = try StaticFiles(root: folder.name)
            let gzip = "Accept-Encoding: gzip\r\n"
            let part = try Self.answer(files, gzip + "Range: bytes=-4\r\n")
            #expect(part.fields["content-range"] == "bytes 14-17/18")
            #expect(part.fields["content-encoding"] == "gzip")
            guard case .bytes([10, 0, 0, 0]) = part.body else {
                Issue.record("not its last bytes: \(part.body)")
                return
            }
            // The tag of the plain form does not stand for this one.
            let tag = try #require(Self.answer(files, "").fields["etag"])
            let mixed = gzip + "Range: bytes=-4\r\nIf-Range: \(tag)\r\n"
            #expect(try Self.answer(files, mixed).status == .ok)
        }
    }

    @Test func `preconditions are met or not, in their order`() async throws {
        try await withFile { files, tag in
            let cases: [(String, Int)] = [
                ("If-Match: \(tag)", 200), ("If-Match: \"x\", \(tag)", 200), ("If-Match: *", 200),
                ("If-Match: W/\(tag)", 412), ("If-Match: \"x\"", 412),
                ("If-Unmodified-Since: \(Self.date)", 200),
                ("If-Unmodified-Since: \(Self.after)", 200),
                ("If-Unmodified-Since: \(Self.before)", 412),
                ("If-Unmodified-Since: soon", 200),
                ("If-Match: \(tag)\r\nIf-Unmodified-Since: \(Self.before)", 200),
                ("If-Match: \"x\"\r\nIf-None-Match: \(tag)", 412),
                ("If-Unmodified-Since: \(Self.before)\r\nIf-None-Match: \(tag)", 412),
                ("If-Match: \(tag)\r\nIf-None-Match: \(tag)", 304),
                ("If-Modified-Since: \(Self.date)", 304),
                ("If-Modified-Since: \(Self.after)", 304),
                ("If-Modified-Since: \(Self.before)", 200), ("If-Modified-Since: soon", 200),
                ("If-None-Match: \"x\"\r\nIf-Modified-Since: \(Self.date)", 200),
            ]
            for (fields, status) in cases {
                for method in ["GET", "HEAD"] {
                    let answer = try Self.answer(files, fields + "\r\n", method: method)
                    #expect(answer.status.code == status, "\(method) \(fields)")
                }
            }
        }
    }
}
