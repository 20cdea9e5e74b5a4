import Testing

@testable import Crypto

struct Base62Tests {
    @Test(arguments: [
        (UInt32(0), "000000"), (1, "000001"), (9, "000009"), (10, "00000A"), (35, "00000Z"),
        (36, "00000a"), (61, "00000z"), (62, "000010"), (.max, "4gfFC3"),
    ])
    func `a value takes six characters`(value: UInt32, text: String) {
        #expect(Base62.encode(value) == text)
    }

    @Test(arguments: [
        (UInt32(0), 1, "0"), (61, 2, "0z"), (62, 1, "10"), (0, 0, ""), (.max, 8, "004gfFC3"),
    ])
    func `another width pads but never cuts`(value: UInt32, width: Int, text: String) {
        #expect(Base62.encode(value, width: width) == text)
    }

    @Test(arguments: [
        ("0123456789ABCDEFGHIJabcdefghij", "4Us3aw"),
        (String(repeating: "0", count: 30), "2C8GjS"),
        (String(repeating: "A", count: 30), "0uCPlr"),
        (String(repeating: "0", count: 29) + "1", "010Ohw"),
        ("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ", "0mLq17"),
    ])
    func `token checksums come out`(random: String, checksum: String) {
        #expect(Base62.encode(CRC32.checksum(Array(random.utf8))) == checksum)
    }

    @Test func `bytes that would favour some characters are thrown away`() {
        var batches: [[UInt8]] = [[248, 255, 247, 0], [61, 62, 250], [123]]
        var wanted: [Int] = []
        let text = Base62.randomText(5) { count in
            wanted.append(count)
            return batches.isEmpty ? [1] : batches.removeFirst()
        }
        #expect(text == "z0z0z")
        #expect(wanted == [5, 3, 1])
    }

    @Test func `each character is equally likely among the accepted bytes`() {
        var counts: [Character: Int] = [:]
        for byte in UInt8(0)..<248 {
            let text = Base62.randomText(1) { _ in [byte] }
            counts[text.first ?? "?", default: 0] += 1
        }
        #expect(counts.count == 62)
        #expect(counts.values.allSatisfy { $0 == 4 })
    }

    @Test func `random text has the length asked for and does not repeat`() {
        let first = Base62.randomText(30)
        let second = Base62.randomText(30)
        #expect(first.utf8.count == 30)
        #expect(first != second)
        #expect(first.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
        #expect(Base62.randomText(0).isEmpty)
    }
}
