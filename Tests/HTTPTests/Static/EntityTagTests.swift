import Testing

@testable import HTTP

struct EntityTagTests {
    /// From the published test vectors of FNV-1a.
    @Test(arguments: [
        ("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8"),
    ])
    func `the tag is the hash of the content`(content: String, hash: String) {
        #expect(EntityTag.strong(of: Array(content.utf8)) == "\"\(hash)\"")
    }
}
