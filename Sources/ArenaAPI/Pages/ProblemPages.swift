import HTTP

/// What the `type` of a problem leads to: its title and what to do next (RFC 9457 §3.1.1).
enum ProblemPages {
    static let path = "/problems"

    /// Every problem, and every fault of a field.
    static func list(_ language: Language) -> HTMLPage {
        let rows: [Markup] = ProblemCode.allCases.sorted { $0.rawValue < $1.rawValue }.map { code in
            """
            <tr><th scope="row"><a href="\(path)/\(code.rawValue)">\(code.rawValue)</a></th>
            <td>\(ProblemKind.of(code).status)</td>
            <td>\(ProblemKind.of(code).title[language])</td></tr>

            """
        }
        let faults: [Markup] = FieldWords.codes.map { code in
            """
            <tr><th scope="row"><code>\(code)</code></th>
            <td>\(text(FieldWords.detail(code, [:], in: language)))</td></tr>

            """
        }
        let words = Words(language)
        return HTMLPage(
            language: language, path: path, title: words.problems,
            main: """
                <p>\(words.introduction)</p>
                <table aria-label="\(words.problems)">
                <thead><tr><th scope="col">code</th><th scope="col">HTTP</th>
                <th scope="col">\(words.meaning)</th></tr></thead>
                <tbody>\(rows)</tbody></table>
                <h2 id="faults">\(words.faults)</h2>
                <table aria-labelledby="faults">
                <thead><tr><th scope="col">errors[].code</th>
                <th scope="col">\(words.meaning)</th></tr></thead>
                <tbody>\(faults)</tbody></table>
                """)
    }

    /// One problem; nil for a code that is none.
    static func one(_ name: String, _ language: Language) -> HTMLPage? {
        guard let code = ProblemCode(rawValue: name) else { return nil }
        let kind = ProblemKind.of(code)
        let words = Words(language)
        return HTMLPage(
            language: language, path: "\(path)/\(name)", title: kind.title[language],
            main: """
                <dl>
                <div><dt>code</dt><dd><code>\(name)</code></dd></div>
                <div><dt>HTTP</dt>
                <dd>\(kind.status) \(HTTPStatus(code: kind.status).reason)</dd></div>
                <div><dt>\(words.remedy)</dt><dd>\(text(kind.detail[language]))</dd></div>
                </dl>
                <p><a href="\(path)">\(words.problems)</a></p>
                """)
    }

    /// A problem for people, with the same words that a script gets.
    static func answer(
        _ code: ProblemCode, _ language: Language, at path: String, requestID: String
    ) -> HTMLPage {
        let kind = ProblemKind.of(code)
        return HTMLPage(
            language: language, path: path, title: kind.title[language],
            main: """
                <p>\(kind.detail[language])</p>
                <p><a href="/\(language.rawValue)/">\(Words(language).home)</a></p>
                <p class="request-id">requestId: <code>\(requestID)</code></p>
                """)
    }

    /// A template as it reads before anything is filled in.
    private static func text(_ template: String) -> String {
        template.replacing(#/\{[A-Za-z]+\}/#, with: "…")
    }

    private struct Words {
        let problems: String
        let introduction: String
        let meaning: String
        let faults: String
        let remedy: String
        let home: String

        init(_ language: Language) {
            switch language {
            case .nb:
                problems = "Feilmeldinger"
                introduction =
                    "Svar som sier nei, er application/problem+json (RFC 9457). Skript ser på "
                    + "code, som er lik overalt; mennesker leser title og detail."
                meaning = "Hva det betyr"
                faults = "Feil i felter, parametere og topplinjer"
                remedy = "Hva du kan gjøre"
                home = "Til forsiden"
            case .en:
                problems = "Problems"
                introduction =
                    "Answers that say no are application/problem+json (RFC 9457). Scripts look at "
                    + "code, which is the same everywhere; people read title and detail."
                meaning = "What it means"
                faults = "Faults of fields, parameters and header fields"
                remedy = "What to do"
                home = "To the front page"
            }
        }
    }
}
