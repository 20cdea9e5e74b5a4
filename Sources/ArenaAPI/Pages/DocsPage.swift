import HTTP
import JSON

/// The description of the API for people, made of the same document that machines read.
struct DocsPage {
    static let path = "/docs"

    private let language: Language
    private let baseURL: String

    static func page(_ document: [UInt8], baseURL: String?, _ language: Language) -> HTMLPage {
        let docs = DocsPage(language: language, baseURL: baseURL ?? "$ARENA")
        let paths = (try? JSONValue(parsing: document))?["paths"]?.object ?? JSONObject()
        return HTMLPage(
            language: language, path: path, title: docs.words("API-et", "The API"),
            main: docs.main(paths))
    }

    private func main(_ paths: JSONObject) -> Markup {
        var byTag: [(tag: String, operations: [Markup])] = []
        for (path, item) in paths.members.map({ ($0.key, $0.value) }) {
            for (method, operation) in (item.object?.members ?? []).map({ ($0.key, $0.value) }) {
                let tag = operation["tags"]?.array?.first?.string ?? ""
                let place = byTag.firstIndex { $0.tag == tag } ?? byTag.count
                if place == byTag.count { byTag.append((tag, [])) }
                byTag[place].operations.append(html(method.uppercased(), path, operation))
            }
        }
        let contents: [Markup] = byTag.map { "<li><a href=\"#\($0.tag)\">\($0.tag)</a></li>\n" }
        let sections: [Markup] = byTag.map { tag, operations in
            """
            <section aria-labelledby="\(tag)"><h2 id="\(tag)" lang="en">\(tag)</h2>
            \(operations)</section>

            """
        }
        return """
            <p>\(introduction)</p>
            <pre><code>ARENA=https://arena.example
            TOKEN=arena_…</code></pre>
            <nav aria-label="\(words("Innhold", "Contents"))"><ul lang="en">
            \(contents)</ul></nav>
            \(sections)
            """
    }

    private var introduction: Markup {
        """
        \(words(
            "Alt som kan gjøres, med en linje som kan kopieres. Beskrivelsene er på engelsk. "
                + "Det samme for maskiner står i",
            "All that can be done, with a line to copy. The same for machines is in"))
        <a href="/openapi.json">/openapi.json</a>.
        """
    }

    private func html(_ method: String, _ path: String, _ operation: JSONValue) -> Markup {
        let parameters = (operation["parameters"]?.array ?? []).filter { $0["in"] != "header" }
        let rows: [Markup] = parameters.map { parameter in
            """
            <div><dt><code>\(parameter["name"]?.string ?? "")</code></dt>
            <dd>\(parameter["description"]?.string ?? "")</dd></div>

            """
        }
        let list: Markup = rows.isEmpty ? "" : "<dl>\(rows)</dl>\n"
        return """
            <article class="card" lang="en" id="\(operation["operationId"]?.string ?? "")">
            <h3><code>\(method) \(path)</code></h3>
            <p>\(operation["summary"]?.string ?? "") \(operation["description"]?.string ?? "")</p>
            \(list)<pre tabindex="0"><code>\(curl(method, path, operation))</code></pre>
            </article>

            """
    }

    /// The operation as a line for a shell.
    private func curl(_ method: String, _ path: String, _ operation: JSONValue) -> String {
        var line = "curl -sS --fail-with-body"
        let content = operation["requestBody"]?["content"]?.object
        let usual = content == nil ? "GET" : "POST"
        if method != usual { line += " -X \(method)" }
        line += " \"\(baseURL)\(path)\""
        if operation["security"]?.array?.first?.object?.members.isEmpty == false {
            line += " \\\n    -H \"Authorization: Bearer $TOKEN\""
        }
        guard let content, let type = content.members.first?.key else { return line }
        if type == RequestBody.lines {
            return line + " \\\n    -H 'Content-Type: \(type)' --data-binary @lines.ndjson"
        }
        let example = content[type]?["example"] ?? .object(JSONObject())
        let text = String(decoding: example.encoded(), as: UTF8.self)
        // Within single quotes a shell takes everything but these as it is.
        return line + " \\\n    --json '\(text.replacing("'", with: "'\\''"))'"
    }

    private func words(_ nb: String, _ en: String) -> String { Bilingual(nb, en)[language] }
}
