import HTTP
import Testing

@testable import ArenaAPI

/// The pages that are made here.
struct PageTests {
    private let server: TestAPI

    init() throws { server = try TestAPI() }

    private func page(_ path: String, _ fields: [String: String] = [:]) throws -> Answer {
        try server.send("GET", path, token: nil, fields: fields)
    }

    @Test(arguments: ProblemCode.allCases)
    func `the type of every problem leads to its page in both languages`(code: ProblemCode)
        throws
    {
        for language in Language.allCases {
            let answer = try page("/problems/\(code.rawValue)?lang=\(language.rawValue)")
            #expect(answer.status == 200)
            #expect(answer.fields["Content-Language"] == language.rawValue)
            let title: Markup = "<h1>\(ProblemKind.of(code).title[language])</h1>"
            #expect(answer.text.contains(title.text))
            #expect(!answer.text.contains("{"))
            let list = try page("/problems?lang=\(language.rawValue)")
            #expect(list.text.contains("/problems/\(code.rawValue)\""))
        }
    }

    @Test func `every operation stands in the docs`() throws {
        let text = try page("/docs").text
        let missing = Routes.all.filter { !text.contains("id=\"\($0.operation)\"") }
        #expect(missing.isEmpty)
        let read = try server.send("GET", "/v1")
        #expect(read.fields["Link"]?.contains("</docs>; rel=\"service-doc\"") == true)
    }

    @Test func `the language is the query's, else the path's, else the browser's`() throws {
        let english = ["Accept-Language": "en", "Accept": "text/html"]
        let norwegian = ["Accept-Language": "nb", "Accept": "text/html"]
        #expect(try page("/docs?lang=nb", english).fields["Content-Language"] == "nb")
        #expect(try page("/docs?lang=xx", english).fields["Content-Language"] == "en")
        #expect(try page("/docs", norwegian).fields["Content-Language"] == "nb")
        #expect(try page("/en/borte", norwegian).fields["Content-Language"] == "en")
    }

    @Test func `what is put into a page is text`() throws {
        let hostile = "<script>'\"&"
        let part: Markup = "<p title=\"\(hostile)\">\(hostile)</p>"
        let text = "&lt;script&gt;&#39;&quot;&amp;"
        #expect(part.text == "<p title=\"\(text)\">\(text)</p>")
        let path = "/%3Cscript%3E'%22"
        #expect(try !page(path, ["Accept": "text/html"]).text.contains("<script>"))
        #expect(try page("/problems/%3Cscript%3E").status == 404)
    }
}
