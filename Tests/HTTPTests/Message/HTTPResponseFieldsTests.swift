import HTTP
import Testing

struct HTTPResponseFieldsTests {
    @Test func `lines are kept in order and found in any case`() {
        var fields = HTTPResponseFields()
        fields.append("Link", "<a>")
        fields.append("link", "<b>")
        fields.append(block: Array("ETag: \"x:y\"\r\n".utf8))
        #expect(fields["LINK"] == "<a>")
        #expect(fields["etag"] == "\"x:y\"")
        #expect(fields["missing"] == nil)
        #expect(fields.lines.map(\.value) == ["<a>", "<b>", "\"x:y\""])
        #expect(
            String(decoding: fields.bytes, as: UTF8.self)
                == "Link: <a>\r\nlink: <b>\r\nETag: \"x:y\"\r\n")
    }

    @Test func `a value cannot break the framing`() {
        var fields = HTTPResponseFields()
        fields.append("Location", "/a\r\nX: y\u{0}")
        #expect(fields["location"] == "/a  X: y ")
        #expect(fields.lines.count == 1)
    }
}
