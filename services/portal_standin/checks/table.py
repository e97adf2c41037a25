"""All checks with their level, grouped by what they look at; V23 stands with the payments around the core."""

from services.portal_standin.checks import (
    calls,
    codes,
    fields,
    generation_b,
    honesty,
    links,
    standing,
    substance,
    times,
)
from services.portal_standin.checks.check import Check
from services.portal_standin.domain.level import Level

_LENIENT, _NORMAL, _STRICT = Level.LENIENT, Level.NORMAL, Level.STRICT

OF_LOGIN = (Check("V01", calls.user_and_destination_are_known, _NORMAL),)
OF_CALL = (
    Check("V04", calls.call_is_complete, _LENIENT),
    Check("V02", calls.session_is_open, _NORMAL),
    Check("V03", calls.agency_is_allowed, _NORMAL),
)
OF_RECORD = (
    Check("V12", standing.new_dossier_is_new, _LENIENT),
    Check("V13", standing.updated_dossier_is_known, _LENIENT),
    Check("V05", fields.required_fields_are_filled, _NORMAL),
    Check("V06", fields.scalars_are_texts, _STRICT),
    Check("V07", codes.dossier_code_has_a_known_shape, _NORMAL),
    Check("V07", codes.day_in_the_code_is_the_day_of_reception, _STRICT),
    Check("V08", codes.procedure_is_in_the_catalogue, _NORMAL),
    Check("V09", fields.codes_are_in_their_lists, _LENIENT),
    Check("V10", times.dates_are_real_and_in_order, _NORMAL),
    Check("V11", fields.texts_are_short_enough, _NORMAL),
    Check("V16", standing.status_may_follow, _STRICT, logs_from=_NORMAL),
    Check("V16", standing.correction_is_written_down, None, logs_from=_NORMAL),
    Check("V17", substance.finished_dossier_has_its_result, _STRICT, logs_from=_NORMAL),
    Check("V18", substance.request_for_papers_was_explained, _STRICT, logs_from=_NORMAL),
    Check("V18", substance.request_for_payment_names_the_fees, _STRICT, logs_from=_NORMAL),
    Check("V18", substance.refusal_gives_its_reason, _STRICT, logs_from=_NORMAL),
    Check("V19", links.links_can_be_followed, None, logs_from=_NORMAL),
    Check("V20", honesty.identity_is_real, _NORMAL),
    Check("V21", honesty.result_is_not_a_submitted_file, _STRICT, logs_from=_NORMAL),
    Check("V21", honesty.reused_papers_came_from_the_store, _STRICT, logs_from=_NORMAL),
    Check("V21", honesty.databases_were_really_asked, _STRICT, logs_from=_NORMAL),
    Check("V21", honesty.payment_is_known, _STRICT, logs_from=_NORMAL),
    Check("V22", honesty.account_was_issued_by_the_portal, _NORMAL),
    Check("V25", standing.record_has_changed, None, logs_from=_LENIENT),
)
OF_ROW = (
    Check("V14", standing.progress_is_of_a_known_dossier, _NORMAL),
    Check("V14", standing.progress_comes_in_small_calls, _NORMAL),
    Check("V05", fields.required_fields_of_row_are_filled, _NORMAL),
    Check("V06", fields.scalars_of_row_are_texts, _STRICT),
    Check("V09", fields.status_of_row_is_in_its_list, _LENIENT),
    Check("V10", times.dates_of_row_are_real, _NORMAL),
    Check("V11", fields.texts_of_row_are_short_enough, _NORMAL),
    Check("V15", times.row_follows_the_rows_before, _STRICT),
    Check("V16", standing.status_of_row_may_follow, _STRICT, logs_from=_NORMAL),
    Check("V16", standing.correction_by_row_is_written_down, None, logs_from=_NORMAL),
)
OF_FETCH = (Check("V19", links.link_led_to_the_file, None, logs_from=_NORMAL),)
OF_TOKEN = (
    Check("V24", generation_b.token_is_good, _NORMAL),
    Check("V24", generation_b.token_covers_the_agency, _NORMAL),
)
OF_FILE = (Check("V24", generation_b.file_was_uploaded_unchanged, _NORMAL),)
OF_NEW_CODE = (Check("V24", generation_b.code_was_issued_and_is_unused, _NORMAL),)
OF_RECORD_B = (
    Check("V12", standing.new_dossier_is_new, _LENIENT),
    Check("V13", standing.updated_dossier_is_known, _LENIENT),
    Check("V05", fields.required_fields_are_filled, _NORMAL),
    Check("V06", generation_b.numbers_of_record_are_numbers, _STRICT),
    Check("V07", codes.dossier_code_has_a_known_shape, _NORMAL),
    Check("V07", codes.day_in_the_code_is_the_day_of_reception, _STRICT),
    Check("V08", codes.procedure_is_in_the_catalogue, _NORMAL),
    Check("V09", generation_b.codes_are_in_the_lists_of_b, _LENIENT),
    Check("V10", times.dates_are_real_and_in_order, _NORMAL),
    Check("V20", honesty.identity_is_real, _NORMAL),
    Check("V25", standing.record_has_changed, None, logs_from=_LENIENT),
)
OF_STATUS_B = (
    Check("V14", standing.progress_is_of_a_known_dossier, _LENIENT),
    Check("V05", generation_b.status_names_its_dossier, _NORMAL),
    Check("V06", generation_b.status_is_a_number, _STRICT),
    Check("V09", fields.status_of_row_is_in_its_list, _LENIENT),
    Check("V09", generation_b.lists_come_with_their_statuses, _STRICT, logs_from=_NORMAL),
)
OF_STANDING_B = tuple(
    check for check in OF_RECORD if check.id in ("V16", "V17", "V18", "V25")
)  # of the record as a status leaves it
OF_ROW_B = (Check("V06", generation_b.status_is_a_number, _STRICT),)

CHECKS = (
    *OF_LOGIN,
    *OF_CALL,
    *OF_RECORD,
    *OF_ROW,
    *OF_FETCH,
    *OF_TOKEN,
    *OF_FILE,
    *OF_NEW_CODE,
    *OF_RECORD_B,
    *OF_STATUS_B,
    *OF_ROW_B,
)
