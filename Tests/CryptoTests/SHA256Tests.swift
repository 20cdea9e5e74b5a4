import Testing

@testable import Crypto

struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func `the published digests come out`(message: String, digest: String) {
        #expect(Hexadecimal.encode(SHA256.hash(Array(message.utf8))) == digest)
    }

    @Test func `a million letters give the published digest`() {
        let message = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        #expect(
            Hexadecimal.encode(SHA256.hash(message))
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func `a message split anywhere gives the same digest`() {
        let message = patterned(200)
        let whole = SHA256.hash(message)
        for position in 0...message.count {
            var digest = SHA256()
            digest.update(message[..<position])
            digest.update(message[position...])
            #expect(digest.finalize() == whole)
        }
    }

    @Test func `bytes fed one at a time give the same digest at every length`() {
        let message = patterned(200)
        var running = SHA256()
        for length in 0...message.count {
            #expect(running.finalize() == SHA256.hash(Array(message[..<length])))
            if length < message.count { running.update([message[length]]) }
        }
    }

    @Test(arguments: [0, 1, 2, 3, 64])
    func `the processor's instructions give what the rounds by hand give`(blockCount: Int) {
        let blocks = patterned(blockCount * SHA256.blockLength)
        var state = SHA256State()
        var byHand = state
        for _ in 0..<100 {
            blocks.withUnsafeBytes {
                state.compress($0)
                byHand.compressByHand($0)
            }
            #expect(state.bytes == byHand.bytes)
        }
    }

    @Test func `a copy carries on by itself`() {
        var prefix = SHA256()
        prefix.update(Array("ab".utf8))
        var copy = prefix
        copy.update(Array("c".utf8))
        prefix.update(Array("d".utf8))
        #expect(copy.finalize() == SHA256.hash(Array("abc".utf8)))
        #expect(prefix.finalize() == SHA256.hash(Array("abd".utf8)))
    }
}
