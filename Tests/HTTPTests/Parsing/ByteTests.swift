import Testing

@testable import HTTP

struct ByteTests {
    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `the characters of a token are those of the grammar`() {
        let token = Set(
            Self.bytes(
                "!#$%&'*+-.^_`|~0123456789"
                    + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        for byte in UInt8.min ... .max { #expect(byte.isTokenCharacter == token.contains(byte)) }
    }

    @Test func `a field value holds no control character but the tab`() {
        for byte in UInt8.min ... .max {
            #expect(byte.isFieldValueCharacter == (byte == 9 || (byte >= 32 && byte != 127)))
        }
    }

    @Test func `what must be escaped in a path is known`() {
        let excluded = Set(Self.bytes(" \"#<>?\\"))
        for byte in UInt8.min ... .max {
            let isPlain = (0x21...0x7E).contains(byte) && !excluded.contains(byte)
            #expect(byte.isPathCharacter == isPlain)
            #expect(byte.isQueryCharacter == (isPlain || byte == 0x3F))
        }
    }

    @Test func `hexadecimal digits have their values`() {
        for byte in UInt8.min ... .max {
            let digit = byte < 128 ? Character(Unicode.Scalar(byte)).hexDigitValue : nil
            #expect(byte.hexadecimalValue.map { Int($0) } == digit)
        }
    }

    @Test func `a list is taken apart without its empty elements`() {
        var elements: [String] = []
        Self.bytes(" a,,\tb c ,, d,").withUnsafeBytes { bytes in
            bytes.forEachListElement { element in
                elements.append(String(decoding: element, as: UTF8.self))
                return elements.count < 3
            }
        }
        #expect(elements == ["a", "b c", "d"])
    }

    @Test func `text is compared in any case of its letters alone`() {
        Self.bytes("Keep-Alive").withUnsafeBytes { bytes in
            #expect(bytes.equalsIgnoringCase("keep-alive"))
            #expect(!bytes.equalsIgnoringCase("keep-alivE"))
            #expect(!bytes.equalsIgnoringCase("keep\ralive"))
            #expect(!bytes.equalsIgnoringCase("keep-aliv"))
            #expect(bytes.equals("Keep-Alive"))
            #expect(!bytes.equals("keep-Alive"))
        }
        #expect(UnsafeRawBufferPointer(start: nil, count: 0).equals(""))
    }
}
