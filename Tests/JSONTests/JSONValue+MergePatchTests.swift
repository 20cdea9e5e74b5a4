import JSON
import Testing

struct JSONValueMergePatchTests {
    /// RFC 7396, appendix A, in full, and cases of order.
    @Test(arguments: [
        (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
        (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
        (#"{"a":"b"}"#, #"{"a":null}"#, #"{}"#),
        (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
        (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
        (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
        (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
        (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
        (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
        (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#),
        (#"{"a":"foo"}"#, #"null"#, #"null"#),
        (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
        (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
        (#"[1,2]"#, #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
        (#"{}"#, #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
        (#"{"a":1,"b":2,"c":3}"#, #"{"d":4,"b":5,"a":null}"#, #"{"b":5,"c":3,"d":4}"#),
        (#"{"a":[null]}"#, #"{"b":[null]}"#, #"{"a":[null],"b":[null]}"#),
        (#"{"a":1}"#, #"{}"#, #"{"a":1}"#),
    ])
    func `merge patches change what they name`(_ target: String, _ patch: String, _ result: String)
        throws
    {
        let target = try JSONValue(parsing: Array(target.utf8))
        let patch = try JSONValue(parsing: Array(patch.utf8))
        let merged = target.merging(patch: patch)
        #expect(String(decoding: merged.encoded(), as: UTF8.self) == result)
    }
}
