import Testing

@testable import Storage

struct GenerationFileTests {
    @Test(arguments: ["journal-1.jsonl", "journal-120.jsonl", "snapshot-0.json", "snapshot-7.json"])
    func `a name is read back as it was written`(name: String) {
        #expect(GenerationFile(name: name)?.name == name)
    }

    @Test(arguments: [
        "", "lock", "journal.jsonl", "journal-.jsonl", "journal-01.jsonl", "journal-1.json",
        "snapshot-1.jsonl", "snapshot-+1.json", "journal-1.torn-1", "snapshot--1.json",
        "snapshot-1.json.temporary-1-1", "journal-99999999999999999999.jsonl",
        "journal-9223372036854775808.jsonl", "Journal-1.jsonl", ".-", "x-1.jsonl",
    ])
    func `any other name is not taken for a generation's`(name: String) {
        #expect(GenerationFile(name: name) == nil)
    }
}
