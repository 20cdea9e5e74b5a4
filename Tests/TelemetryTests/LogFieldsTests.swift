import Telemetry
import Testing

struct LogFieldsTests {
    @Test func `fields keep their order and each name once`() {
        var fields: LogFields = ["b": 1, "a": 2, "b": 3]
        #expect(fields.fields.map(\.name) == ["b", "a"])
        #expect(fields["b"] == 3)
        fields["c"] = true
        fields["b"] = nil
        fields["missing"] = nil
        #expect(fields == LogFields([("a", 2), ("c", true)]))
        #expect(fields["b"] == nil)
    }

    @Test func `merged fields come after and win`() {
        let first: LogFields = ["a": 1, "b": 2]
        #expect(first.merging(["c": 3, "a": 4]) == ["a": 4, "b": 2, "c": 3])
        #expect(LogFields().merging(first) == first)
        #expect(first.merging([:]) == first)
        #expect(LogFields().isEmpty)
    }
}
