"""The procedures the stand-in knows before it is told any: invented, one of each kind a test needs."""

from typing import Any


def _procedure(code: str, name: str, fee: str, results: tuple[str, ...]) -> dict[str, Any]:
    fees = [{"MAPHILEPHI": "1", "SOTIEN": fee, "DONVI": "đồng", "MOTA": "Lệ phí", "TENTEP": "", "URL": ""}]
    time = {"THOIGIANGIAIQUYET": "3", "DONVITINH": "Ngày làm việc", "MOTA": "", "PHILEPHI": fees}
    papers = [{"MAGIAYTO": "000.00.00.G99-KQ000001", "TENGIAYTO": "Tờ khai", "MA_KQ_THAYTHE": "", "SOBANCHINH": "1"}]
    return {
        "ID": code,
        "MATTHC": code,
        "TENTTHC": name,
        "MACOQUANCONGBO": "000.00.00.H17",
        "LOAITTHC": "0",
        "TRANGTHAI": "1",
        "CAPTHUCHIEN": [{"CAPTHUCHIEN": "3", "TENCAP": "Cấp xã"}],
        "LINHVUCTHUCHIEN": [{"MALINHVUC": "G99-HT01", "TENLINHVUC": "Lĩnh vực thử nghiệm"}],
        "CACHTHUCTHUCHIEN": [{"KENH": channel, "THOIGIAN": [time]} for channel in ("1", "2", "3")],
        "DOITUONGTHUCHIEN": [{"MADOITUONG": "1", "TENDOITUONG": "Công dân Việt Nam"}],
        "THANHPHANHOSO": [{"TRUONGHOP": "", "GIAYTO": papers}],
        "KETQUATHUCHIEN": [{"MAKETQUA": each, "TENKETQUA": name, "TENTEP": "", "URL": ""} for each in results],
    }


PROCEDURES = (
    _procedure("9.000001", "Cấp bản sao thử nghiệm", "8000", ("KQ.G99.000001",)),
    _procedure("9.000002", "Xác nhận thử nghiệm", "0", ()),
    _procedure("9.000003", "Cấp giấy phép thử nghiệm", "200000", ("KQ.G99.000003", "KQ.G99.000004")),
)
