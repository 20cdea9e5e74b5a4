extension State {
    mutating func put(_ organisation: Organisation) {
        let old = organisations[organisation.id]?.value
        if let old { unlink(old) }
        follow(old, organisation)
        organisations[organisation.id] = Box(organisation)
        organisationOrder.insert(organisation.nameKey)
        // A number that anyone could claim is nobody's before an admin has looked (DECISIONS §11).
        if let number = organisation.profile.orgNumber, organisation.state != .pending {
            organisationByNumber[number.description] = organisation.id
        }
        changeWalls(of: organisation, .insert)
    }

    mutating func removeOrganisation(_ id: ID<Organisation>) {
        guard let old = organisations[id]?.value else { return }
        unlink(old)
        follow(old, Organisation?.none)
        forgetReplies(naming: id)
        organisations[id] = nil
        if organisationIndexes[id]?.isEmpty ?? false { organisationIndexes[id] = nil }
    }

    private mutating func unlink(_ organisation: Organisation) {
        organisationOrder.remove(organisation.nameKey)
        if let number = organisation.profile.orgNumber,
            organisationByNumber[number.description] == organisation.id
        {
            organisationByNumber[number.description] = nil
        }
        changeWalls(of: organisation, .remove)
    }

    private mutating func changeWalls(of organisation: Organisation, _ step: IndexStep) {
        for walled in Set(organisation.profile.walls) {
            organisationIndexes.modify(walled, default: OrganisationIndex()) {
                $0.walledBy.change(step, organisation.id)
            }
        }
    }

    mutating func put(_ token: Token) {
        if let old = tokens[token.id]?.value, old.owner != token.owner || old.hash != token.hash {
            removeToken(old.id)
        }
        if tokens[token.id] == nil {
            switch token.owner {
            case .admin: adminTokens.append(token.id)
            case .organisation(let id):
                organisationIndexes.modify(id, default: OrganisationIndex()) {
                    $0.tokens.append(token.id)
                }
            }
        }
        tokens[token.id] = Box(token)
        tokenByHash[token.hash] = token.id
    }

    mutating func removeToken(_ id: ID<Token>) {
        guard let token = tokens[id]?.value else { return }
        tokens[id] = nil
        tokenByHash[token.hash] = nil
        switch token.owner {
        case .admin: adminTokens.removeAll { $0 == id }
        case .organisation(let owner):
            organisationIndexes.modify(owner, default: OrganisationIndex()) {
                $0.tokens.removeAll { $0 == id }
            }
        }
    }
}

extension Organisation {
    var nameKey: NameKey<Organisation> {
        NameKey(name: NorwegianText.sortingKey(profile.name), id: id)
    }
}
