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

    @Test func `an id of one kind keeps its bits as another`() {
        let id = ID<Post>(high: 1, low: 2)
        #expect(id.retyped(as: Arena.self) == ID<Arena>(high: 1, low: 2))
    }
}
