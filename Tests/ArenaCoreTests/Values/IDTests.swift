import ArenaCore
import Testing

struct IDTests {
    private static let text = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"

    @Test func `an id is printed as it was read`() {
        let id = ID<Post>(Self.text)
        #expect(id?.description == Self.text)
        #expect(id?.high == 0x017F_22E2_79B0_7CC3)
        #expect(id?.low == 0x98C4_DC0C_0C07_398F)
    }

    @Test func `upper case is read and lower case is printed`() {
        #expect(ID<Post>(Self.text.uppercased())?.description == Self.text)
    }

    @Test(arguments: [
        "", "017f22e2", "017f22e279b07cc398c4dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
        "017f22e27-9b0-7cc3-98c4-dc0c0c07398f", "{17f22e2-79b0-7cc3-98c4-dc0c0c07398}",
        "017f22e2-79b0-7cc3-98c4-dc0c0c0739æ", " 17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
    ])
    func `what is no id is refused`(_ text: String) {
        #expect(ID<Post>(text) == nil)
    }

    @Test func `order is the order of the printed forms`() {
        var random = SeededGenerator(seed: 1)
        let ids = (0..<500).map { _ in ID<Post>(high: random.next() % 3, low: random.next()) }
        #expect(ids.sorted().map(\.description) == ids.map(\.description).sorted())
    }

    @Test func `what is read agrees with a reader that looks at each character`() {
        var random = SeededGenerator(seed: 7)
        let marks = Array("0123456789abcdefABCDEFgG/:@`-\u{0}é ".utf8)
        for _ in 0..<4000 {
            let id = ID<Post>(high: random.next(), low: random.next())
            var text = Array(random.next() % 2 == 0 ? "\(id)".utf8 : "\(id)".uppercased().utf8)
            #expect(read(text) == id && plain(text) == id)
            text[Int(random.next() % 36)] = marks[Int(random.next() % UInt64(marks.count))]
            #expect(read(text) == plain(text))
        }
    }

    private func read(_ text: [UInt8]) -> ID<Post>? {
        text.withUnsafeBytes { ID(utf8: $0) }
    }

    private func plain(_ text: [UInt8]) -> ID<Post>? {
        let parts = text.split(separator: 0x2D, omittingEmptySubsequences: false)
        guard parts.map(\.count) == [8, 4, 4, 4, 12] else { return nil }
        let digits = parts.joined().map { "\(Unicode.Scalar($0))" }
        guard digits.allSatisfy({ "0123456789abcdefABCDEF".contains($0) }),
            let high = UInt64(digits[..<16].joined(), radix: 16),
            let low = UInt64(digits[16...].joined(), radix: 16)
        else { return nil }
        return ID(high: high, low: low)
    }
}
