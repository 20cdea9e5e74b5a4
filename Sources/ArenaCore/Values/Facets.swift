/// What gathers organisations and arenas: vocabulary codes of sectors, regions and roles.
package struct Facets: Sendable, Equatable {
    package enum Name: String, CaseIterable, Sendable {
        case sectors, regions, roles

        /// The name of one code of the facet, as a query parameter spells it.
        package var singular: String { String(rawValue.dropLast()) }
    }

    package var sectors: [String] = []
    package var regions: [String] = []
    package var roles: [String] = []

    package init(sectors: [String] = [], regions: [String] = [], roles: [String] = []) {
        self.sectors = sectors
        self.regions = regions
        self.roles = roles
    }

    package var isEmpty: Bool { sectors.isEmpty && regions.isEmpty && roles.isEmpty }

    package subscript(name: Name) -> [String] {
        get {
            switch name {
            case .sectors: sectors
            case .regions: regions
            case .roles: roles
            }
        }
        set {
            switch name {
            case .sectors: sectors = newValue
            case .regions: regions = newValue
            case .roles: roles = newValue
            }
        }
    }
}
