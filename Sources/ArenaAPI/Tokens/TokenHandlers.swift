import ArenaCore
import HTTP
import JSON

enum TokenHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        let tokens: [Token]
        if let text = call.query.first("organisation") {
            let id = text == "me" ? call.viewer.organisation : ID<Organisation>(text)
            tokens = id.map { call.view.tokens(of: .organisation($0)) } ?? []
        } else if let own = call.viewer.organisation {
            tokens = call.view.tokens(of: .organisation(own))
        } else {
            tokens = call.view.allTokens
        }
        let after = call.query.timestamp("updatedAfter")
        let changed = tokens.filter { token in after.map { $0 < token.updatedAt } ?? true }
        let page = Page(call.page, sorting: changed) { SortPosition($0.createdAt, $0.id) }
        return call.list(page) { call.view.write($0, to: &$1) }
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        let token = try call.token(in: call.view)
        return call.resource(revision: token.revision) { call.view.write(token, to: &$0) }
    }

    static func create(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.tokenDraft.check(body, in: call.view)
        let secret = MintedToken()
        return call.write { (write: inout Write) throws(Refusal) in
            try write.createToken(try draft(body, write.view), secret: secret.kept)
        } answer: { token, view in
            minted(call, token, view, secret)
        }
    }

    static func revoke(_ call: Call, _: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let token = try call.token(in: write.view)
            try call.checkIfMatch(token.revision)
            try write.revoke(token)
        } answer: { _, _ in
            call.done()
        }
    }

    static func rotate(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.rotation.check(body, in: call.view)
        let secret = MintedToken()
        return call.write { (write: inout Write) throws(Refusal) in
            try write.rotate(
                try call.token(in: write.view),
                overlapSeconds: body["overlapSeconds"]?.integer ?? 0, secret: secret.kept)
        } answer: { token, view in
            minted(call, token, view, secret)
        }
    }

    private static func minted(_ call: Call, _ token: Token, _ view: View, _ secret: MintedToken)
        -> HTTPResponse
    {
        call.secret(
            revision: token.revision, location: "/v1/tokens/\(token.id)",
            as: { view.write(token, to: &$0) }
        ) { json in
            json.beginObject()
            view.writeFields(token, to: &json)
            json.member("token", call.isDryRun ? nil : secret.text)
            json.endObject()
        }
    }

    private static func draft(_ body: JSONValue, _ view: View) throws(Refusal) -> TokenDraft {
        var reader = FieldReader(body, view)
        var owner = view.viewer.organisation.map(Token.Owner.organisation) ?? .admin
        if reader.object("organisation") != nil {
            owner = reader.organisation("organisation").map(Token.Owner.organisation) ?? owner
        }
        if reader.array("scopes").isEmpty, reader.has("scopes") {
            // All scopes for an empty list would surprise.
            reader.problem("/scopes", "required")
        }
        let scopes = reader.texts("scopes").compactMap(Token.Scope.init(rawValue:))
        var draft = TokenDraft(
            owner: owner, name: reader.text("name") ?? "token",
            scopes: scopes.isEmpty ? defaultScopes(of: owner, view.viewer) : scopes)
        let arenas = reader.arenas("arenas")
        draft.arenas = arenas.isEmpty ? nil : arenas
        draft.expiresAt = reader.timestamp("expiresAt")
        try reader.finish()
        return draft
    }
}

extension TokenHandlers {
    private static func defaultScopes(of owner: Token.Owner, _ viewer: Viewer) -> [Token.Scope] {
        switch owner {
        case .admin: [.admin]
        case .organisation: [.read, .post, .manage].filter(viewer.has)
        }
    }
}

extension View {
    func write(_ token: Token, to json: inout JSONWriter) {
        json.beginObject()
        writeFields(token, to: &json)
        json.endObject()
    }

    func writeFields(_ token: Token, to json: inout JSONWriter) {
        json.resource(
            token.id, revision: token.revision, createdAt: token.createdAt,
            updatedAt: token.updatedAt)
        json.key("organisation")
        switch token.owner {
        case .admin: json.null()
        case .organisation(let id): writeReference(id, to: &json)
        }
        json.member("name", token.name)
        json.member("scopes", token.scopes.map(\.rawValue))
        json.key("arenas")
        if let arenas = token.arenas { writeReferences(arenas, to: &json) } else { json.null() }
        json.member("expiresAt", token.expiresAt)
        json.member("lastUsedAt", token.lastUsedAt)
        json.member("hint", token.hint)
    }
}
