import Testing

@testable import Application

struct NearestNameTests {
    private let names = ["serve", "config", "token", "healthcheck", "help"]

    @Test(arguments: [
        ("serv", "serve"), ("Server", "serve"), ("confg", "config"), ("ocnfig", "config"),
        ("helthchek", "healthcheck"), ("tokens", "token"),
    ])
    func `a slip finds the name that was meant`(slip: String, name: String) {
        #expect(NearestName.of(slip, in: names) == name)
    }

    @Test(arguments: ["", "x", "start", "run", "import"])
    func `a word far from all finds none`(word: String) {
        #expect(NearestName.of(word, in: names) == nil)
    }

    @Test func `an endless word is compared by its beginning`() {
        #expect(NearestName.of(String(repeating: "serve", count: 100_000), in: names) == nil)
    }
}
