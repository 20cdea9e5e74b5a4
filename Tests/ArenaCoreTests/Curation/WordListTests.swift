import Testing

@testable import ArenaCore

struct WordListTests {
    @Test(arguments: [
        ("pris", "Prisen steg", true), ("pris", "strømpriser", true), ("pris", "prins", false),
        ("kr", "5 kr", true), ("kr", "krise", false), ("kr", "KR.", true), ("år", "I år.", true),
        ("år", "ar", false), ("Ærlig", "uærlig", true), ("cafe", "Caféen", true),
        ("framtidige planer", "framtidige   planer.", true),
        ("framtidige planer", "framtidige gode planer", false), ("anbud", "", false),
    ])
    func `an entry is found whatever the case, long ones inside of words`(
        entry: String, text: String, isFound: Bool
    ) {
        #expect(WordList([entry]).found(in: ["x", text]) == (isFound ? [entry] : []))
    }

    @Test func `an entry without letters is found nowhere but between words`() {
        #expect(WordList(["--"]).found(in: ["a -- b"]).isEmpty)
        #expect(WordList([]).found(in: ["pris"]).isEmpty)
    }

    @Test func `all that the author has put in words is looked at`() {
        var content = Post.Content(title: "a", body: "b")
        content.tags = ["c"]
        content.collaborators = [.init(kind: "other", organisation: nil, name: "d")]
        content.lesson = Post.Lesson()
        content.lesson?.observation = "e"
        content.lesson?.discussion = "f"
        content.lesson?.conclusion = "g"
        content.lesson?.recommendation = "h"
        #expect(content.texts == ["a", "b", "c", "d", "e", "f", "g", "h"])
    }
}
