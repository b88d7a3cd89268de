module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    accountName: 'contosoinvoices'
    public: true
  }
}
