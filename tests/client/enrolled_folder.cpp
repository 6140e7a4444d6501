#include "tests/client/enrolled_folder.h"

#include "tests/client/field_day.h"

namespace cunji::test {

EnrolledFolder::EnrolledFolder() {
    County county{folder.file("county"), clock, random};
    Desk desk{data, clock, random};
    desk.join(county, "安娜", "first_secretary");
    person = desk.person();
    household = desk.save("household", a_household()).saved.id;
}

}  // namespace cunji::test
