extension Vocabulary {
    /// DSB's fourteen critical societal functions (2016), and the trades beside them whose
    /// preparedness has forums of its own.
    static let sectors = Vocabulary(
        .sectors,
        [
            Term(
                "styring-og-kriseledelse", "Styring og kriseledelse",
                "Governance and crisis management"),
            Term("forsvar", "Forsvar", "Defence"),
            Term("lov-og-orden", "Lov og orden", "Law and order"),
            Term("helse-og-omsorg", "Helse og omsorg", "Health and care"),
            Term("redningstjeneste", "Redningstjeneste", "Rescue services"),
            Term(
                "ikt-sikkerhet-i-sivil-sektor", "IKT-sikkerhet i sivil sektor", "Civil ICT security"
            ),
            Term("natur-og-miljo", "Natur og miljø", "Nature and environment"),
            Term("forsyningssikkerhet", "Forsyningssikkerhet", "Security of supply"),
            Term("vann-og-avlop", "Vann og avløp", "Water and sewage"),
            Term("finansielle-tjenester", "Finansielle tjenester", "Financial services"),
            Term("kraftforsyning", "Kraftforsyning", "Power supply"),
            Term(
                "elektroniske-kommunikasjonsnett-og-tjenester",
                "Elektroniske kommunikasjonsnett og -tjenester", "Electronic communications"),
            Term("transport", "Transport", "Transport"),
            Term(
                "satellittbaserte-tjenester", "Satellittbaserte tjenester",
                "Satellite-based services"),
            Term("olje-og-gass", "Olje og gass", "Oil and gas"),
            Term("industri", "Industri", "Manufacturing"),
            Term("bygg-og-anlegg", "Bygg og anlegg", "Construction"),
            Term("handel", "Handel", "Trade"),
            Term("maritim", "Maritim næring", "Maritime industry"),
            Term("luftfart", "Luftfart", "Aviation"),
            Term("jernbane", "Jernbane", "Railways"),
            Term("landbruk-og-mat", "Landbruk og mat", "Agriculture and food"),
            Term("fiskeri-og-havbruk", "Fiskeri og havbruk", "Fisheries and aquaculture"),
            Term("utdanning", "Utdanning", "Education"),
            Term("forskning", "Forskning", "Research"),
            Term("reiseliv", "Reiseliv", "Tourism"),
            Term("kultur-og-arrangement", "Kultur og arrangement", "Culture and events"),
            Term("medier", "Medier", "Media"),
            Term("frivillighet", "Frivillighet", "Voluntary sector"),
        ])

    /// Counties by ISO 3166-2:NO since 2024-01-01, and what lies outside them.
    static let regions = Vocabulary(
        .regions,
        [
            Term("NO", "Hele landet", "The whole country"),
            Term("NO-03", "Oslo", "Oslo"),
            Term("NO-11", "Rogaland", "Rogaland"),
            Term("NO-15", "Møre og Romsdal", "Møre og Romsdal"),
            Term("NO-18", "Nordland", "Nordland"),
            Term("NO-21", "Svalbard", "Svalbard"),
            Term("NO-22", "Jan Mayen", "Jan Mayen"),
            Term("NO-31", "Østfold", "Østfold", from: "2024-01-01"),
            Term("NO-32", "Akershus", "Akershus", from: "2024-01-01"),
            Term("NO-33", "Buskerud", "Buskerud", from: "2024-01-01"),
            Term("NO-34", "Innlandet", "Innlandet"),
            Term("NO-39", "Vestfold", "Vestfold", from: "2024-01-01"),
            Term("NO-40", "Telemark", "Telemark", from: "2024-01-01"),
            Term("NO-42", "Agder", "Agder"),
            Term("NO-46", "Vestland", "Vestland"),
            Term("NO-50", "Trøndelag", "Trøndelag"),
            Term("NO-55", "Troms", "Troms", from: "2024-01-01"),
            Term("NO-56", "Finnmark", "Finnmark", from: "2024-01-01"),
            Term(
                "NO-30", "Viken", "Viken", to: "2023-12-31",
                replacedBy: ["NO-31", "NO-32", "NO-33"]),
            Term(
                "NO-38", "Vestfold og Telemark", "Vestfold og Telemark",
                to: "2023-12-31", replacedBy: ["NO-39", "NO-40"]),
            Term(
                "NO-54", "Troms og Finnmark", "Troms og Finnmark", to: "2023-12-31",
                replacedBy: ["NO-55", "NO-56"]),
        ])

    static let roles = Vocabulary(
        .roles,
        [
            Term("kriseleder", "Kriseleder", "Crisis manager"),
            Term("beredskapsleder", "Beredskapsleder", "Head of emergency preparedness"),
            Term(
                "beredskapskoordinator", "Beredskapskoordinator",
                "Emergency preparedness coordinator"),
            Term("stabssjef", "Stabssjef", "Chief of staff"),
            Term("loggforer", "Loggfører", "Log keeper"),
            Term(
                "kommunikasjonsansvarlig", "Kommunikasjonsansvarlig", "Crisis communications lead"),
            Term("varslingsansvarlig", "Varslingsansvarlig", "Alerting officer"),
            Term("kommuneoverlege", "Kommuneoverlege", "Municipal chief medical officer"),
            Term("sikkerhetsleder", "Sikkerhetsleder", "Security manager"),
            Term(
                "ikt-sikkerhetsleder", "IKT-sikkerhetsleder", "Chief information security officer"),
            Term("kontinuitetsansvarlig", "Kontinuitetsansvarlig", "Business continuity manager"),
            Term("ovingsleder", "Øvingsleder", "Exercise director"),
            Term("ros-ansvarlig", "ROS-ansvarlig", "Risk and vulnerability lead"),
            Term(
                "eps-leder", "Leder for evakuerte- og pårørendesenter (EPS)",
                "Head of evacuee and family centre"),
            Term("hms-leder", "HMS-leder", "HSE manager"),
            Term(
                "statsforvalter-beredskap", "Beredskapssjef hos statsforvalteren",
                "County governor's head of preparedness"),
        ])
}

extension Facets.Name {
    /// Where its codes come from.
    package var vocabulary: Vocabulary.Name {
        switch self {
        case .sectors: .sectors
        case .regions: .regions
        case .roles: .roles
        }
    }
}
