import Testing

@testable import Application

struct SizeTextTests {
    @Test(arguments: [
        ("65536", 65_536), ("64KiB", 65_536), ("1MiB", 1 << 20), ("2GiB", 2 << 30), ("7B", 7),
        ("0", 0),
    ])
    func `a whole number with a binary unit is a size`(text: String, bytes: Int) {
        #expect(SizeText.parse(text) == bytes)
    }

    @Test(arguments: [
        "", "MiB", "1MB", "1M", "1 MiB", "1mib", "-1", "1.5MiB", "9223372036854775807GiB",
        "99999999999999999999",
    ])
    func `anything else is none`(text: String) {
        #expect(SizeText.parse(text) == nil)
    }

    @Test(arguments: [(0, "0"), (7, "7"), (1024, "1KiB"), (1 << 20, "1MiB"), (3 << 30, "3GiB")])
    func `a size is written in its greatest unit and read back`(bytes: Int, text: String) {
        #expect(SizeText.text(bytes) == text)
        #expect(SizeText.parse(text) == bytes)
    }
}
