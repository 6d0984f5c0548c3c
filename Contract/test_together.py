"""Each client sees what the other wrote."""

from clients import disk
from contract_case import VM_IMAGES, ContractCase, images


class TogetherTests(ContractCase):
    subject = "together"

    def test_azpc_shows_what_azure_img_utils_uploaded(self):
        document = self.sample_document("virtual-machine")
        offer = document["id"]

        self.azure_img_utils.upload(offer, document).succeeded

        shown = self.azpc.show(offer)
        self.assertSame(shown["definition"], document["definition"])
        self.assertSame(shown, self.azure_img_utils.read(offer))
        self.assertIn(offer, [row["id"] for row in self.azpc.list()])

    def test_azure_img_utils_reads_what_azpc_created_and_updated(self):
        document = self.sample_document("virtual-machine")
        offer = document["id"]

        created = self.azpc.create(document)
        self.assertSame(self.azure_img_utils.read(offer), created)
        created["definition"]["displayText"] = "Updated"
        updated = self.azpc.update(created)

        self.assertSame(self.azure_img_utils.read(offer), updated)
        self.assertEqual(updated["definition"]["displayText"], "Updated")

    def test_azpc_shows_images_that_azure_img_utils_added_and_removed(self):
        offer = self.azpc.create(self.sample_document("virtual-machine"))["id"]
        key = ("--vm-images-key", VM_IMAGES)

        self.azure_img_utils.add_image(offer, "standard", "contoso-vm-v20260202", *key).succeeded
        self.assertEqual(list(images(self.azpc.show(offer), VM_IMAGES)), ["2026.01.01", "2026.02.02"])
        self.azure_img_utils.remove_image(offer, "standard", "2026.01.01", *key).succeeded

        self.assertEqual(list(images(self.azpc.show(offer), VM_IMAGES)), ["2026.02.02"])

    def test_azure_img_utils_removes_an_image_that_azpc_added(self):
        offer = self.stored_offer("virtual-machine")
        document = self.azpc.show(offer)
        images(document, VM_IMAGES)["2026.02.02"] = {"osVhdUrl": disk("b"), "lunVhdDetails": []}
        self.azpc.update(document)

        read = self.azure_img_utils.read(offer)
        self.assertEqual(list(images(read, VM_IMAGES)), ["2026.01.01", "2026.02.02"])
        removed = self.azure_img_utils.remove_image(offer, "standard", "2026.02.02", "--vm-images-key", VM_IMAGES)

        removed.succeeded
        self.assertEqual(list(images(self.azpc.show(offer), VM_IMAGES)), ["2026.01.01"])

    def test_changes_of_both_add_up(self):
        offer = self.stored_offer("virtual-machine")

        tags = [self.portal.get(offer).tag]
        document = self.azpc.show(offer)
        document["definition"]["offer"]["microsoft-azure-marketplace.title"] = "By azpc"
        self.azpc.update(document)
        tags.append(self.portal.get(offer).tag)
        key = ("--vm-images-key", VM_IMAGES)
        self.azure_img_utils.add_image(offer, "standard", "contoso-vm-v20260202", *key).succeeded
        tags.append(self.portal.get(offer).tag)
        document = self.azpc.show(offer)
        document["definition"]["contoso.note"] = "By azpc again"
        self.azpc.update(document)
        tags.append(self.portal.get(offer).tag)

        read = self.azure_img_utils.read(offer)["definition"]
        self.assertEqual(read["offer"]["microsoft-azure-marketplace.title"], "By azpc")
        self.assertEqual(read["contoso.note"], "By azpc again")
        self.assertEqual(list(read["plans"][0][VM_IMAGES]), ["2026.01.01", "2026.02.02"])
        self.assertEqual(tags, sorted(set(tags)))

    def test_a_secret_set_by_one_stays_set_whatever_the_other_writes(self):
        document = self.sample_document("virtual-machine")
        offer = document["id"]
        lead = "microsoft-azure-marketplace.tableLeadConfiguration"
        document["definition"]["offer"][lead] = {"connectionString": "AccountKey=a-secret-of-leads"}
        pointer = f"/definition/offer/{lead}/connectionString"

        self.azpc.create(document)
        before = self.portal.get(offer).secrets
        self.azure_img_utils.add_image(offer, "standard", "b-20260202", "--vm-images-key", VM_IMAGES).succeeded
        after_image = self.portal.get(offer).secrets
        self.azure_img_utils.upload(offer, self.azure_img_utils.read(offer)).succeeded
        shown = self.azpc.show(offer)
        self.azpc.update(shown)

        self.assertEqual([before, after_image, self.portal.get(offer).secrets], [pointer] * 3)
        self.assertEqual(shown["definition"]["offer"][lead], {})
        self.assertNowhere("a-secret-of-leads")
