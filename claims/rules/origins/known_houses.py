"""Houses that publish under several names, and states with the outlets that speak for them.

A start for every installation, of names only; what a publisher is called here and which party it
belongs to is said at the desk and comes on top. A house stands here for its owner where the owner
decides what is published: public broadcasters that are independent of their government by law are
houses of their own.
"""

from __future__ import annotations

from typing import NamedTuple


class KnownHouse(NamedTuple):
    """One house: names of its outlets, and those under which its army or government speaks.

    A star says that longer names begin with this one: "BBC Afrique", "AFP Bamako".
    """

    names: str
    army: str = ""
    government: str = ""


KNOWN_HOUSES: tuple[KnownHouse, ...] = (
    # News agencies and groups.
    KnownHouse("AFP*, Agence France-Presse, Agence France Presse, وكالة فرانس برس, فرانس برس, АФП"),
    KnownHouse("AP, Associated Press*, The Associated Press, أسوشيتد برس, Ассошиэйтед Пресс"),
    KnownHouse("Reuters*, Thomson Reuters, Reuters News Agency, رويترز, Рейтер, Рейтерс"),
    KnownHouse("UPI, United Press International"),
    KnownHouse("DPA, Deutsche Presse-Agentur"),
    KnownHouse("EFE, Agencia EFE, Agence EFE"),
    KnownHouse("ANSA, Agenzia Nazionale Stampa Associata"),
    KnownHouse("PTI, Press Trust of India"),
    KnownHouse("Kyodo, Kyodo News"),
    KnownHouse("Interfax, Интерфакс"),
    KnownHouse("Ukrinform, Укринформ, Укрінформ"),
    KnownHouse("PANA, Panapress, Panafrican News Agency"),
    KnownHouse("BBC*, British Broadcasting Corporation, بي بي سي, Би-би-си, BBC News"),
    KnownHouse(
        "RFI*, Radio France Internationale, France 24*, France24, France Médias Monde, "
        "Monte Carlo Doualiya, فرانس 24"
    ),
    KnownHouse("DW, Deutsche Welle"),
    KnownHouse("VOA, Voice of America, Voix de l'Amérique"),
    KnownHouse("RFE/RL, RFE, RFE RL, Radio Free Europe, Radio Liberty, Радио Свобода"),
    KnownHouse("NYT, New York Times, The New York Times"),
    KnownHouse("WSJ, Wall Street Journal, The Wall Street Journal"),
    KnownHouse("Al Jazeera*, Aljazeera, Al-Jazeera, الجزيرة, Аль-Джазира"),
    # States: outlets that a government owns and directs.
    KnownHouse(
        "ORTM*, AMAP, Office de radiodiffusion télévision du Mali, L'Essor, "
        "Agence malienne de presse et de publicité",
        army="DIRPA*, FAMa*, Malian Armed Forces, Forces armées maliennes, "
        "Malian army, armée malienne, "
        "Direction de l'information et des relations publiques des armées",
    ),
    KnownHouse("RTB, AIB, Sidwaya, Agence d'information du Burkina"),
    KnownHouse("ORTN, RTN, Télé Sahel, Le Sahel, Agence nigérienne de presse"),
    KnownHouse("ENTV, EPTV, APS, Algérie Presse Service, وكالة الأنباء الجزائرية"),
    KnownHouse("MAP, Maghreb Arabe Presse, SNRT"),
    KnownHouse("MENA, Middle East News Agency, Al-Ahram, الأهرام, وكالة أنباء الشرق الأوسط"),
    KnownHouse("SUNA, Sudan News Agency, Sudan TV, سونا"),
    KnownHouse("ENA, Ethiopian News Agency, EBC, Fana Broadcasting"),
    KnownHouse(
        "TASS*, ITAR-TASS, ТАСС, ИТАР-ТАСС, RIA Novosti*, RIA, РИА Новости, РИА, Sputnik*, "
        "Спутник, RT, Russia Today, Россия сегодня, Rossiya Segodnya, Россия 1, VGTRK, ВГТРК, "
        "Perviy Kanal, Channel One Russia, Первый канал, Rossiyskaya Gazeta, Российская газета",
        army="Russian Ministry of Defence, Russian Defence Ministry, Russian Ministry of Defense, "
        "Russian Defense Ministry, Zvezda, Звезда, Минобороны России, Минобороны РФ",
        government="Kremlin, Кремль, Russian government",
    ),
    KnownHouse("BelTA, Belta, БелТА, Belarus 1, ONT"),
    KnownHouse(
        "Xinhua*, Xinhua News Agency, New China News Agency, CGTN*, CCTV, China Daily, "
        "People's Daily, Global Times, China Global Television Network"
    ),
    KnownHouse("KCNA, Korean Central News Agency, Rodong Sinmun"),
    KnownHouse("VNA, Vietnam News Agency"),
    KnownHouse(
        "IRNA, Islamic Republic News Agency, IRIB, Press TV, Al-Alam, إرنا, العالم",
        army="IRGC, Islamic Revolutionary Guard Corps, Sepah News",
    ),
    KnownHouse("SANA, Syrian Arab News Agency, سانا, وكالة سانا"),
    KnownHouse("INA, Iraqi News Agency, Al-Iraqiya"),
    KnownHouse("WAFA, Palestinian News Agency, Palestine TV, وفا, وكالة وفا"),
    KnownHouse("SPA, Saudi Press Agency, وكالة الأنباء السعودية, واس"),
    KnownHouse("WAM, Emirates News Agency, وام"),
    KnownHouse("KUNA, Kuwait News Agency, كونا"),
    KnownHouse("BNA, Bahrain News Agency"),
    KnownHouse("QNA, Qatar News Agency"),
    KnownHouse("Anadolu*, Anadolu Agency, Anadolu Ajansı, TRT*, TRT World, TRT Afrika, الأناضول"),
    KnownHouse("AZERTAC, Azertag, AzTV"),
    KnownHouse("Granma, Prensa Latina, Cubadebate"),
    KnownHouse("VTV, Telesur, AVN, Agencia Venezolana de Noticias"),
    KnownHouse("Kabul News, Bakhtar, Bakhtar News Agency, RTA"),
    KnownHouse("NTA, Nigerian Television Authority, NAN, News Agency of Nigeria"),
    KnownHouse("RTNC, ACP, Agence congolaise de presse"),
    KnownHouse("CRTV, Cameroon Tribune, Cameroon Radio Television"),
    KnownHouse("RTI, AIP, Fraternité Matin, Agence ivoirienne de presse"),
    KnownHouse("PTV, Associated Press of Pakistan, Radio Pakistan", army="ISPR"),
    KnownHouse("PIB, Doordarshan, DD News, All India Radio, Press Information Bureau"),
    KnownHouse("Al-Manar, Al Manar, المنار, Hezbollah, حزب الله"),
    KnownHouse("Al-Masirah, Al Masirah, المسيرة, Ansar Allah, Ansarullah, Houthis, الحوثيون"),
    KnownHouse("Al-Aqsa TV, Hamas, Qassam Brigades, Al-Qassam Brigades, حماس, كتائب القسام"),
    KnownHouse("Amaq, أعماق, Islamic State, ISIS, ISIL, داعش"),
    KnownHouse("Az-Zallaqa, Al-Zallaqa, الزلاقة, JNIM, Jama'at Nusrat al-Islam wal-Muslimin"),
    KnownHouse("MRTV, Global New Light of Myanmar"),
    KnownHouse(
        "IDF, Israel Defense Forces, Israel Defence Forces, IDF Spokesperson",
        army="Israeli army, Israeli military, Tsahal, ЦАХАЛ, جيش الاحتلال, الجيش الإسرائيلي",
    ),
    KnownHouse(
        "Ukrainian General Staff, General Staff of Ukraine, Генштаб ВСУ",
        army="Armed Forces of Ukraine, ВСУ, ZSU, ЗСУ",
    ),
)
