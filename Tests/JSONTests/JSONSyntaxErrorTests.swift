import JSON
import Testing

struct JSONSyntaxErrorTests {
    @Test(
        arguments: [
            (.duplicateKey("a\"b"), #"the name "a\"b" occurs twice"#),
            (.unexpectedByte(0x7D), "unexpected byte '}'"),
            (.unexpectedByte(0), "unexpected byte 0x00"),
            (.unexpectedByte(0xEF), "unexpected byte 0xEF"), (.empty, "there is no value"),
            (.duplicateKey("\n"), #"the name "\n" occurs twice"#),
        ] as [(JSONSyntaxError.Reason, String)])
    func `a reason is one clause without control characters`(
        _ reason: JSONSyntaxError.Reason, _ expected: String
    ) {
        #expect(reason.description == expected)
    }

    @Test func `an error names its place`() {
        let error = JSONSyntaxError(
            offset: 7, pointer: .root.appending("a").appending(0), reason: .invalidNumber)
        #expect(error.description == "byte 7, #/a/0: the number is malformed or out of range")
    }
}
