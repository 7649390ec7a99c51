package demo

// kind is how places of one sort call themselves and when they are open.
type kind struct {
	ends        []string // of names: "Juniper Bend" + "Recovery"
	units       []string // what the second field of a name says
	spanish     []string // beginnings of Spanish names
	spanishUnit string
	open        week
}

var (
	centers  = []string{"Centro", "Clínica", "Centro de Servicios", "Centro de Apoyo"}
	homes    = []string{"Hogar", "Casa", "Hogar de Recuperación", "Casa de Apoyo"}
	meds     = []string{"Recovery Clinic", "Recovery Medicine", "Health Clinic", "Family Health Center", "Primary Care"}
	medUnits = []string{"Office Based Treatment", "Medication Clinic", "Recovery Medicine", "Outpatient Program"}
)

// kinds are by the names that derive's classes have.
var kinds = map[string]kind{
	"otp": {
		ends:  []string{"Treatment Center", "Recovery Clinic", "Treatment Services", "Medication Center", "Clinic"},
		units: []string{"Opioid Treatment Program", "Methadone Clinic", "Medication Unit"}, spanish: centers,
		spanishUnit: "Programa de Metadona", open: earlyHours,
	},
	"medication": {ends: meds, units: medUnits, spanish: centers, spanishUnit: "Clínica de Buprenorfina", open: officeHours},
	"medication-intensive": {
		ends:  []string{"Recovery Center", "Treatment Center", "Behavioral Health", "Recovery Partners", "Recovery"},
		units: medUnits, spanish: centers, spanishUnit: "Programa Ambulatorio Intensivo", open: eveningHours,
	},
	"intensive": {
		ends:  []string{"Recovery Center", "Recovery", "Outpatient Center", "Wellness Center", "Recovery Services"},
		units: []string{"Intensive Outpatient Program", "IOP", "Outpatient Program", "Evening Program"}, spanish: centers,
		spanishUnit: "Programa Ambulatorio Intensivo", open: eveningHours,
	},
	"counseling": {
		ends:  []string{"Counseling", "Counseling Center", "Counseling Services", "Counseling Group", "Counseling and Education"},
		units: []string{"Outpatient Program", "Outpatient Counseling", "DUI Program", "Family Program"}, spanish: centers,
		spanishUnit: "Consejería Ambulatoria", open: eveningHours,
	},
	"community": {
		ends:  []string{"Behavioral Health", "Community Services", "Community Mental Health", "Health and Wellness", "Family Services"},
		units: []string{"Outpatient Clinic", "Behavioral Health Services", "Substance Use Services"}, spanish: centers,
		spanishUnit: "Servicios de Salud Mental", open: officeHours,
	},
	"residential": {
		ends:  []string{"House", "Lodge", "Recovery Center", "Residential Treatment", "Ranch"},
		units: []string{"Residential Program", "Residential", "Long Term Residential"}, spanish: homes,
		spanishUnit: "Programa Residencial", open: aroundTheClock,
	},
	"detox": {
		ends:  []string{"Detox Center", "Recovery Center", "Stabilization Center", "Withdrawal Management", "Treatment Center"},
		units: []string{"Detox", "Residential Detox", "Withdrawal Management"}, spanish: homes,
		spanishUnit: "Desintoxicación", open: aroundTheClock,
	},
	"campus": {
		ends:  []string{"Recovery Campus", "Treatment Center", "Recovery Park", "Behavioral Health", "Recovery Services"},
		units: []string{"Residential and Outpatient", "Main Campus", "Residential Program"}, spanish: homes,
		spanishUnit: "Programa Residencial", open: aroundTheClock,
	},
	"hospital": {
		ends:  []string{"Hospital", "Medical Center", "Behavioral Hospital", "Regional Hospital", "Health System"},
		units: []string{"Behavioral Health Unit", "Inpatient Detox Unit", "Addiction Medicine"}, spanish: []string{"Hospital"},
		spanishUnit: "Unidad de Salud Mental", open: aroundTheClock,
	},
	"housing": {
		ends:  []string{"House", "Recovery Homes", "Sober Living", "Recovery Residence", "Transitional Housing"},
		units: []string{"Recovery Housing", "Transitional Living", "Halfway House"}, spanish: homes,
		spanishUnit: "Vivienda de Recuperación", open: aroundTheClock,
	},
	"federal": {
		ends:  []string{"Veterans Health Center", "Veterans Clinic", "VA Outpatient Clinic", "Federal Health Clinic"},
		units: []string{"Substance Use Disorder Clinic", "Mental Health Service"}, spanish: []string{"Clínica de Veteranos"},
		spanishUnit: "Salud Mental", open: officeHours,
	},
	"tribal": {
		ends:  []string{"Tribal Health Center", "Tribal Wellness", "Native Healing Center", "Tribal Recovery Program"},
		units: []string{"Behavioral Health Program", "Substance Use Program"}, spanish: centers,
		spanishUnit: "Programa Ambulatorio", open: officeHours,
	},
	"unstated": {
		ends: []string{"Recovery", "Services", "Counseling", "Treatment Services"}, units: []string{"Outpatient Program"},
		spanish: centers, spanishUnit: "Programa Ambulatorio", open: officeHours,
	},
}

// ofItsOwn reports whether places of a kind are never sites of others: who
// runs them makes them what they are.
func ofItsOwn(kind string) bool { return kind == "federal" || kind == "tribal" }

// tribalStates are those where most tribal programs of the real directory are.
const tribalStates = "AK AZ CA ID ME MI MN MT NC ND NE NM NV OK OR SD UT WA WI WY"
