import ArenaCore
import Testing

struct OrgNumberTests {
    @Test(arguments: [
        "974760673", "991825827", "974760983", "971526920", "958935420", "964338531", "864139442",
        "923609016", "123456785",
    ])
    func `a number of the register is one`(_ text: String) throws {
        #expect(try OrgNumber(text).description == text)
    }

    @Test(arguments: [
        "974 760 673", "NO974760673", "NO 974 760 673 MVA", "974760673MVA", "no974760673mva",
        "974\u{A0}760\u{A0}673",
    ])
    func `spaces, country and tax marks are taken away`(_ text: String) throws {
        #expect(try OrgNumber(text).description == "974760673")
    }

    @Test(arguments: ["974760674", "123456789"] + (0...9).map { "90000009\($0)" })
    func `a wrong check digit is told`(_ text: String) {
        #expect(throws: OrgNumber.Fault.checkDigit) { try OrgNumber(text) }
    }

    @Test(arguments: [
        "", "97476067", "9747606733", "97476067a", "SE974760673", "٩٧٤٧٦٠٦٧٣", "-74760673", "NO",
        "MVA", "NOMVA",
    ])
    func `what is no number at all is told`(_ text: String) {
        #expect(throws: OrgNumber.Fault.format) { try OrgNumber(text) }
    }
}
