import ArenaCore
import JSON
import StorageTesting
import Testing

@testable import ArenaStore
@testable import Storage

struct EffectRecordTests {
    private func bytes(of effect: Effect) -> [UInt8] {
        var writer = JSONWriter()
        effect.write(to: &writer)
        return writer.bytes
    }

    private func read(_ bytes: [UInt8]) throws -> Effect {
        try bytes.withUnsafeBytes { try Effect(record: $0) }
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func `every effect comes back as it was`(seed: UInt64) throws {
        var random = RandomEffects(seed: seed)
        for number in 0..<1300 {
            let effect = random.next(number)
            #expect(try read(bytes(of: effect)) == effect)
        }
    }

    @Test func `a change comes back from its journal line, whatever its text`() throws {
        var random = RandomEffects(seed: 4)
        var batch = JournalBatch(firstPosition: 1)
        let changes = random.changes(300)
        for change in changes {
            var writer = JSONWriter()
            change.writeMembers(to: &writer)
            batch.append(members: writer.bytes)
        }
        let lines = batch.bytes.split(separator: 0x0a)
        #expect(lines.count == changes.count)
        for (line, change) in zip(lines, changes) {
            let found = try line.withUnsafeBytes { bytes in
                try Change(line: try #require(JournalRecord(bytes)).line)
            }
            #expect(found == change)
        }
    }

    @Test func `a record cut anywhere is refused, and one changed anywhere never traps`() throws {
        var random = RandomEffects(seed: 5)
        var noise = SeededRandom(seed: 6)
        for number in 0..<130 {
            let bytes = bytes(of: random.next(number))
            for count in bytes.indices {
                #expect(throws: (any Error).self) { try read(Array(bytes[..<count])) }
            }
            for _ in 0..<60 {
                var changed = bytes
                let index = Int.random(in: bytes.indices, using: &noise)
                changed[index] = UInt8.random(in: 0...255, using: &noise)
                _ = try? read(changed)
            }
        }
    }

    @Test func `what this version does not know is refused by its name`() throws {
        let member = Array(
            #"{"kind":"postRemoved","id":"01970000-0000-7000-8000-000000000001","likes":3}"#.utf8)
        #expect(throws: RecordError(description: #"this version knows no member "likes" there"#)) {
            try read(member)
        }
        let kind = Array(#"{"kind":"poll","id":1}"#.utf8)
        #expect(
            throws: RecordError(description: #"this version knows no record of the kind "poll""#)
        ) { try read(kind) }
        let missing = Array(#"{"kind":"postRemoved"}"#.utf8)
        #expect(throws: RecordError(description: #"the member "id" is missing"#)) {
            try read(missing)
        }
        let word = Array(#"{"kind":"postRemoved","id":"01970000"}"#.utf8)
        #expect(throws: RecordError.self) { try read(word) }
        #expect(throws: (any Error).self) { try read(Array(#"{"id":"x","kind":"post"}"#.utf8)) }
        #expect(throws: (any Error).self) { try read(Array(#"[]"#.utf8)) }
    }
}
